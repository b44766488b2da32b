using System.Globalization;
using Microsoft.Playwright;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class DrawingTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_1_is_read() => await ShouldReadAsync(Stroke.One, 1);

    [BrowserFact]
    public async Task A_3_is_read() => await ShouldReadAsync(Stroke.Three, 3);

    [BrowserFact]
    public async Task A_7_is_read() => await ShouldReadAsync(Stroke.Seven, 7);

    [BrowserFact]
    public async Task The_answer_changes_while_the_pen_is_down()
    {
        await using var page = await browser.OpenAsync();

        await page.StartAsync(Stroke.Of((0.45, 0.85), (0.6, 0.5), (0.73, 0.18)));
        await page.ShouldReadAsync(1);
        await page.GoOnAsync(Stroke.Of((0.5, 0.18), (0.28, 0.18)));

        await page.ShouldReadAsync(7);
        await Assertions.Expect(page.Spoken).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^7, .* sure"));
    }

    [BrowserFact]
    public async Task Undone_and_cleared_strokes_are_gone()
    {
        await using var page = await browser.OpenAsync();
        await Assertions.Expect(page.Button("Undo")).ToBeDisabledAsync();

        await page.DrawAsync(Stroke.One);
        await page.DrawAsync(Stroke.Of((0.1, 0.5), (0.9, 0.5)));
        await page.Button("Undo").ClickAsync();
        await page.ShouldReadAsync(1);
        await page.Button("Clear").ClickAsync();

        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Nothing yet");
        await Assertions.Expect(page.Meter(1)).ToHaveAttributeAsync("aria-valuenow", "0.0");
        await Assertions.Expect(page.Button("Clear")).ToBeDisabledAsync();
    }

    [BrowserFact]
    public async Task A_scribble_is_not_a_digit()
    {
        await using var page = await browser.OpenAsync();

        var lines = Enumerable.Range(0, 5).SelectMany(i => new[]
        {
            Stroke.Of((0.1 + (0.2 * i), 0.1), (0.1 + (0.2 * i), 0.9)), Stroke.Of(
                (0.1, 0.1 + (0.2 * i)), (0.9, 0.1 + (0.2 * i))),
        });
        await page.DrawAsync([.. lines]);

        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Not a digit?");
    }

    private async Task ShouldReadAsync(Stroke[] strokes, int digit)
    {
        await using var page = await browser.OpenAsync();

        await page.DrawAsync(strokes);

        await page.ShouldReadAsync(digit);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Img))
            .ToHaveAccessibleNameAsync($"What the network sees: an image taken for {digit}");
        var percent = await page.Meter(digit).GetAttributeAsync("aria-valuenow");
        double.Parse(percent!, CultureInfo.InvariantCulture).Should().BeGreaterThan(50);
        page.Complaints.Should().BeEmpty();
    }
}
