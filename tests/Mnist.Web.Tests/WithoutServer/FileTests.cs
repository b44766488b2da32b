using Microsoft.Playwright;
using Mnist.Web.Tests.Browser;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.WithoutServer;

/// <summary>Small pictures are decoded by the reader, large ones by the browser: both as the library does.</summary>
[Collection(Sites.Name)]
public sealed class FileTests(SiteFixture site, BrowserFixture browser)
{
    [BrowserFact]
    public Task A_picture_is_read() => ShouldReadAsync(7, "");

    [BrowserFact]
    public Task Several_digits_are_read_in_a_row() => ShouldSayAsync(Pictures.Two, "11", "digits");

    [BrowserFact]
    public Task A_blank_picture_is_reported_as_blank() => ShouldSayAsync(Pictures.Blank, "Blank", "Nothing is written here");

    [BrowserFact]
    public Task A_picture_that_is_too_small_is_reported_as_too_small() =>
        ShouldSayAsync(Pictures.Tiny, "Too small", "28 pixels a side or more");

    [BrowserFact]
    public async Task A_picture_that_the_browser_does_not_know_is_read()
    {
        await using var page = await browser.OpenAsync(site.Address);
        byte[] pgm = [.. "P5 28 28 255\n"u8, .. Pictures.One];

        await page.DropAsync(pgm, "digit.pgm", "image/x-portable-graymap");

        await page.ShouldReadAsync(1);
    }

    [BrowserFact]
    public Task A_large_picture_is_read() =>
        ShouldReadAsync(7, "canvas.width = 1500; canvas.height = 2000; paper('#eee'); seven('#224');");

    [BrowserFact]
    public Task Dark_ink_on_nothing_is_read() => ShouldReadAsync(7, "canvas.width = canvas.height = 900; seven('#224');");

    [BrowserFact]
    public Task Light_ink_on_nothing_is_read() => ShouldReadAsync(7, "canvas.width = canvas.height = 900; seven('#fff');");

    [BrowserFact]
    public async Task A_picture_that_the_camera_was_turned_for_is_read_upright()
    {
        await using var page = await browser.OpenAsync(site.Address);
        var jpeg = await DrawAsync(
            page, "image/jpeg",
            "canvas.width = 900; canvas.height = 600; paper('#fff'); context.translate(0, 600); context.rotate(-Math.PI / 2); seven('#000', 600, 900);");

        await page.DropAsync(TurnedByCamera(jpeg), "digit.jpg", "image/jpeg");

        await page.ShouldReadAsync(7);
    }

    [BrowserFact]
    public async Task A_file_that_is_not_a_picture_is_rejected_in_words_and_the_drawing_stays()
    {
        await using var page = await browser.OpenAsync(site.Address);
        await page.DrawAsync(Stroke.Seven);
        await page.ShouldReadAsync(7);
        var drawing = await page.ReadBoardAsync();

        await page.DropAsync("hello"u8.ToArray(), "letter.txt", "text/plain");

        await Assertions.Expect(page.Fault).ToHaveTextAsync(
            "The file is not a picture in a known format. Save it in a supported format: " +
            "PNG, JPEG, BMP, GIF, PGM, PPM or PBM.");
        await page.ShouldReadAsync(7);
        (await page.ReadBoardAsync()).Should().Be(drawing);
        page.Complaints.Should().BeEmpty();
    }

    private async Task ShouldSayAsync(byte[] picture, string verdict, string advice)
    {
        await using var page = await browser.OpenAsync(site.Address);

        await page.DropAsync(picture);

        await page.ShouldSayAsync(verdict, advice);
    }

    private async Task ShouldReadAsync(int digit, string script)
    {
        await using var page = await browser.OpenAsync(site.Address);

        await page.DropAsync(await DrawAsync(page, "image/png", script.Length > 0 ? script : "paper('#fff'); seven('#000');"));

        await page.ShouldReadAsync(digit);
        page.Complaints.Should().BeEmpty();
    }

    /// <summary>Returns a picture file that the browser itself makes.</summary>
    private static async Task<byte[]> DrawAsync(DrawingPage page, string type, string script)
    {
        var url = await page.Page.EvaluateAsync<string>(
            $$"""
            (type) => {
              const canvas = document.createElement('canvas');
              const context = canvas.getContext('2d');
              const paper = (colour) => { context.fillStyle = colour; context.fillRect(0, 0, canvas.width, canvas.height); };
              const seven = (colour, width = canvas.width, height = canvas.height) => {
                context.strokeStyle = colour;
                context.lineWidth = 0.06 * Math.min(width, height);
                context.lineCap = context.lineJoin = 'round';
                context.beginPath();
                context.moveTo(0.3 * width, 0.2 * height);
                context.lineTo(0.7 * width, 0.2 * height);
                context.lineTo(0.45 * width, 0.8 * height);
                context.stroke();
              };
              {{script}}
              return canvas.toDataURL(type);
            }
            """,
            type);
        return Convert.FromBase64String(url.Split(',')[1]);
    }

    /// <summary>Adds a camera's note, by Exif: the first row is the right side, so turn it clockwise.</summary>
    private static byte[] TurnedByCamera(byte[] jpeg)
    {
        byte[] note =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg.AsSpan(0, 2), .. note, .. jpeg.AsSpan(2)];
    }
}
