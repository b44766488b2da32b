using System.Buffers.Binary;
using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class LayoutTests(BrowserFixture browser)
{
    /// <summary>Names a folder to make the pictures of the documentation in. They are made only where it is set.</summary>
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
    public async Task The_whole_page_is_on_the_screen()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Three);
        await page.ShouldReadAsync(3);
        foreach (var (width, height) in new[] { (1280, 800), (390, 844) })
        {
            await page.Page.SetViewportSizeAsync(width, height);

            (await page.Page.EvaluateAsync<int>("document.documentElement.scrollHeight")).Should().BeLessThanOrEqualTo(height);
        }
    }

    [BrowserFact]
    public async Task On_a_touch_screen_pictures_are_taken_and_not_dropped()
    {
        await using var page = await browser.OpenAsync(width: 390, height: 844, isTouch: true);

        await Assertions.Expect(page.Button("Take a picture")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("or take a picture")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("or drop a picture")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("web-page.png", 1280, 840)]
    [InlineData("web-page-phone.png", 390, 844)]
    public async Task The_documentation_has_a_picture_of_the_page(string name, int width, int height)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder)
        {
            await PhotographAsync(Path.Join(folder, name), width, height);
        }

        var picture = await File.ReadAllBytesAsync(Path.Join(Sample.Folder, "../../docs", name));

        picture.Should().StartWith([0x89, (byte)'P', (byte)'N', (byte)'G']);
        BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)).Should().Be(width);
        BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)).Should().Be(height);
    }

    private async Task PhotographAsync(string path, int width, int height)
    {
        await using var page = await browser.OpenAsync(width: width, height: height);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await page.DrawAsync(Stroke.Three);
        await page.ShouldReadAsync(3);
        await Assertions.Expect(page.Spoken).Not.ToBeEmptyAsync(); // the last answer has come

        await page.Page.ScreenshotAsync(new() { Path = path });
    }
}
