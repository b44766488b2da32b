using Microsoft.Playwright;
using Mnist.Web.Tests.Browser;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.WithoutServer;

[Collection(Sites.Name)]
public sealed class SiteTests(SiteFixture site, BrowserFixture browser)
{
    private const int Megabyte = 1_000_000;

    [BrowserFact]
    public Task Digits_are_read_on_a_desk() => ShouldReadAsync(width: 1280);

    [BrowserFact]
    public Task Digits_are_read_on_a_telephone() => ShouldReadAsync(width: 390);

    [BrowserFact]
    public async Task After_a_digit_was_read_there_are_no_requests()
    {
        await using var page = await OpenAsync();
        await page.DrawAsync(Stroke.One);
        await page.ShouldReadAsync(1);
        var before = site.Requests;
        var requests = new List<string>();
        page.Page.Request += (_, request) => requests.Add(request.Url);

        await page.Button("Clear").ClickAsync();
        await page.DrawAsync(Stroke.Seven);
        await page.ShouldReadAsync(7);
        await page.DropAsync(Pictures.Png(Pictures.One));
        await page.ShouldReadAsync(1);

        site.Requests.Should().Be(before);
        requests.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_page_says_that_drawings_stay_in_the_browser()
    {
        await using var page = await OpenAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Contentinfo)).ToContainTextAsync("stays on this device");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_reader_that_cannot_be_loaded_is_reported()
    {
        await using var page = await OpenAsync();
        await page.Page.RouteAsync("**/_framework/**", route => route.AbortAsync());
        await page.Page.ReloadAsync();

        await page.DrawAsync(Stroke.One);

        await Assertions.Expect(page.Fault).ToContainTextAsync("Open the page again");
    }

    [BrowserFact]
    public void The_files_are_small()
    {
        var files = Directory.GetFiles(site.Files, "*.br", SearchOption.AllDirectories);

        files.Sum(file => new FileInfo(file).Length).Should().BeLessThan(3 * Megabyte);
        Directory.GetFiles(site.Files, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not ".br" and not ".gz")
            .Should().OnlyContain(file => files.Contains(file + ".br"), "a host that can gives out the packed file instead");
    }

    private Task<DrawingPage> OpenAsync(int width = 1280) => browser.OpenAsync(site.Address, width, height: 844);

    private async Task ShouldReadAsync(int width)
    {
        await using var page = await OpenAsync(width);
        foreach (var (strokes, digit) in new[] { (Stroke.One, 1), (Stroke.Three, 3), (Stroke.Seven, 7) })
        {
            await page.DrawAsync(strokes);
            await page.ShouldReadAsync(digit);
            await page.Button("Clear").ClickAsync();
        }

        page.Complaints.Should().BeEmpty();
    }
}
