using DenseNetworks.ML.Training;
using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class PictureTests(BrowserFixture browser)
{
    private static readonly byte[] Picture = Pictures.Png(Pictures.One);

    [BrowserFact]
    public async Task Of_two_pictures_the_first_is_read_and_the_other_rejected_in_words()
    {
        await using var page = await browser.OpenAsync();

        await page.DropAllAsync(Picture, "first.png", "second.png");

        await Assertions.Expect(page.Fault)
            .ToHaveTextAsync("These are 2 files, and one is read at a time: first.png. Give the others one by one.");
        await Assertions.Expect(page.Verdict).ToContainTextAsync("It is a");
        await Assertions.Expect(page.Fault).Not.ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_picture_that_is_dropped_is_read()
    {
        await using var page = await browser.OpenAsync();

        await page.DropAsync(Picture);

        await page.ShouldReadAsync(1);
        page.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public Task Several_digits_are_read_in_a_row() => ShouldSayAsync(Pictures.Two, "11", "digits");

    [BrowserFact]
    public Task A_blank_picture_is_reported_as_blank() => ShouldSayAsync(Pictures.Blank, "Blank", "Nothing is written here");

    [BrowserFact]
    public Task A_picture_that_is_too_small_is_reported_as_too_small() =>
        ShouldSayAsync(Pictures.Tiny, "Too small", "28 pixels a side or more");

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
    public async Task Undoing_a_picture_brings_back_the_drawing()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Seven);
        await page.DropAsync(Picture);
        await page.ShouldReadAsync(1);

        await page.Button("Undo").ClickAsync();

        await page.ShouldReadAsync(7);
    }

    [BrowserFact]
    public async Task A_file_that_is_not_a_picture_is_rejected_in_words_and_the_drawing_stays()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.Seven);
        await page.ShouldReadAsync(7);

        var drawing = await page.ReadBoardAsync();
        var isRefused = false;

        // The file is refused, and then the drawing is asked for again.
        await page.Page.RunAndWaitForResponseAsync(
            () => page.DropAsync("hello"u8.ToArray(), "letter.txt", "text/plain"),
            response => (isRefused |= response.Status == 400) && response.Ok);

        (await page.ReadBoardAsync()).Should().Be(drawing);
        await Assertions.Expect(page.Fault).ToContainTextAsync("not a picture");
        await page.ShouldReadAsync(7);
        await page.DrawAsync(Stroke.Of((0.3, 0.5), (0.7, 0.5)));
        await Assertions.Expect(page.Fault).ToBeEmptyAsync();
    }

    [BrowserFact]
    public Task A_picture_that_takes_long_to_open_does_not_replace_what_was_drawn_meanwhile() =>
        ShouldStayAsync("Space", "ArrowDown");

    [BrowserFact]
    public Task A_picture_that_takes_long_to_open_does_not_come_back_after_clearing() => ShouldStayAsync("Escape");

    [BrowserFact]
    public async Task Of_two_files_the_later_one_is_shown_whichever_opens_first()
    {
        await using var page = await browser.OpenAsync();
        await page.Page.EvaluateAsync(
            """
            () => {
              const open = window.createImageBitmap;
              window.createImageBitmap = (file) => new Promise((resolve) => {
                window.finish = async () => resolve(await open(file));
                window.createImageBitmap = open;
              });
            }
            """);
        await page.DropAsync(Pictures.Png(Pictures.Digits.GetPixels(3)));
        await page.DropAsync(Picture);
        await page.ShouldReadAsync(1);
        var later = await page.ReadBoardAsync();

        await page.Page.EvaluateAsync(
            "async () => { await window.finish(); await new Promise((resolve) => setTimeout(resolve)); }");

        (await page.ReadBoardAsync()).Should().Be(later);
    }

    [BrowserFact]
    public async Task A_picture_of_more_pixels_than_the_server_reads_is_shrunk_before_it_is_sent()
    {
        (await (await browser.Server.Client.SendPictureAsync(Pictures.Large)).ReadProblemAsync(413)).Should()
            .Contain("4 million");
        await using var page = await browser.OpenAsync();

        await page.DropAsync(Pictures.Large);

        await page.ShouldReadAsync(1);
    }

    [BrowserFact]
    public async Task A_picture_that_is_too_large_is_rejected_in_words()
    {
        await using var server = await WebServer.StartAsync("--Limits:PictureBytes=1000");
        await using var page = await browser.OpenAsync(server);

        await page.DropAsync(Pictures.Noise(1_500));

        await Assertions.Expect(page.Fault).ToContainTextAsync("larger than the limit of 1 KB");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Nothing yet");
    }

    private async Task ShouldSayAsync(byte[] picture, string verdict, string advice)
    {
        await using var page = await browser.OpenAsync();

        await page.DropAsync(picture);

        await page.ShouldSayAsync(verdict, advice);
    }

    private async Task ShouldStayAsync(params string[] keys)
    {
        await using var page = await browser.OpenAsync();
        await page.Board.FocusAsync();
        await page.Page.EvaluateAsync(
            "() => { window.createImageBitmap = () => new Promise((resolve) => { window.finish = resolve; }); }");
        await page.DropAsync(Picture);
        foreach (var key in keys)
        {
            await page.Page.Keyboard.PressAsync(key);
        }

        var meanwhile = await page.ReadBoardAsync();

        await page.Page.EvaluateAsync(
            """
            async () => {
              const picture = new OffscreenCanvas(28, 28);
              picture.getContext('2d').fillRect(0, 0, 28, 28);
              window.finish(picture);
              await new Promise((resolve) => setTimeout(resolve));
            }
            """);

        (await page.ReadBoardAsync()).Should().Be(meanwhile);
    }
}
