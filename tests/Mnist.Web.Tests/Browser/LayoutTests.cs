using Microsoft.Playwright;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class LayoutTests(BrowserFixture browser)
{
    /// <summary>The folder to write the pictures of the documentation to; nowhere that stays if it is not set.</summary>
    private const string PicturesVariable = "MNIST_WEB_PICTURES";

    [BrowserFact]
    public async Task Nothing_sticks_out_at_any_width()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Three);
        foreach (var width in new[] { 320, 390, 600, 800, 1280, 1920 })
        {
            await page.Page.SetViewportSizeAsync(width, 844);

            var scrollWidth = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

            scrollWidth.Should().BeLessThanOrEqualTo(width);
        }
    }

    [BrowserFact]
    public async Task On_a_telephone_the_drawing_and_the_answer_are_on_the_screen_together()
    {
        await using var page = await browser.OpenAsync(width: 390, height: 844);

        foreach (var part in new[] { page.Board, page.Verdict, page.Meter(9) })
        {
            var box = await part.BoundingBoxAsync();
            (box!.Y + box.Height).Should().BeLessThanOrEqualTo(844);
        }
    }

    [BrowserFact]
    public async Task The_documentation_has_pictures_of_the_page()
    {
        var folder = Environment.GetEnvironmentVariable(PicturesVariable) ?? Directory.CreateTempSubdirectory("mnist-web-").FullName;
        await PhotographAsync(Path.Combine(folder, "web-page.png"), width: 1280, height: 840);
        await PhotographAsync(Path.Combine(folder, "web-page-phone.png"), width: 390, height: 844);
    }

    private async Task PhotographAsync(string path, int width, int height)
    {
        await using var page = await browser.OpenAsync(width: width, height: height);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await page.DrawAsync(Stroke.Three);
        await page.ShouldReadAsync(3);
        await Assertions.Expect(page.Spoken).Not.ToBeEmptyAsync(); // the last answer has come

        var picture = await page.Page.ScreenshotAsync(new() { Path = path });

        picture.Should().StartWith(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' });
    }
}
