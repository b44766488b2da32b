using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class PictureTests(BrowserFixture browser)
{
    private static readonly byte[] Picture = Pictures.Png(Pictures.One);

    [BrowserFact]
    public async Task A_picture_that_is_dropped_is_read()
    {
        await using var page = await browser.OpenAsync();

        await page.DropAsync(Picture);

        await page.ShouldReadAsync(1);
        page.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_picture_that_is_pasted_is_read()
    {
        await using var page = await browser.OpenAsync();

        await page.PasteAsync(Picture);

        await page.ShouldReadAsync(1);
    }

    [BrowserFact]
    public async Task A_picture_that_is_chosen_is_read()
    {
        await using var page = await browser.OpenAsync();

        var chooser = await page.Page.RunAndWaitForFileChooserAsync(() => page.Button("Open a picture").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "digit.png", MimeType = "image/png", Buffer = Picture });

        await page.ShouldReadAsync(1);
    }

    [BrowserFact]
    public async Task A_picture_gives_way_to_the_drawing_that_was_there_when_it_is_undone()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Seven);
        await page.DropAsync(Picture);
        await page.ShouldReadAsync(1);

        await page.Button("Undo").ClickAsync();

        await page.ShouldReadAsync(7);
    }

    [BrowserFact]
    public async Task A_file_that_is_no_picture_is_refused_in_words_and_the_drawing_stays()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Seven);
        await page.ShouldReadAsync(7);

        await page.DropAsync("hello"u8.ToArray(), "letter.txt", "text/plain");

        await Assertions.Expect(page.Fault).ToContainTextAsync("not a picture");
        await page.ShouldReadAsync(7);
        await Assertions.Expect(page.Fault).ToContainTextAsync("not a picture", new() { Timeout = 1 });
        await page.DrawAsync(Stroke.Of((0.3, 0.5), (0.7, 0.5)));
        await Assertions.Expect(page.Fault).ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_picture_that_is_too_large_is_refused_in_words()
    {
        await using var server = await WebServer.StartAsync("--Limits:PictureBytes=1000");
        await using var page = await browser.OpenAsync(server);

        await page.DropAsync(Pictures.Noise(1_500));

        await Assertions.Expect(page.Fault).ToContainTextAsync("more than the 1,000 bytes");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Nothing yet");
    }
}
