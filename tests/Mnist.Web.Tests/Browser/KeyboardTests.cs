using Microsoft.Playwright;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class KeyboardTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_1_can_be_drawn_with_the_keyboard_and_cleared()
    {
        await using var page = await browser.OpenAsync();

        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Board).ToBeFocusedAsync();
        await PressAsync(page, "ArrowUp", 2);
        await PressAsync(page, "Space", 1);
        await Assertions.Expect(page.Spoken).ToHaveTextAsync("Pen down.");
        await PressAsync(page, "ArrowDown", 18);
        await PressAsync(page, "Space", 1);

        await page.ShouldReadAsync(1);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Nothing yet");
        await Assertions.Expect(page.Spoken).ToHaveTextAsync("Cleared.");
        page.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Two_arrows_at_once_move_the_pen_diagonally_so_that_a_7_can_be_drawn()
    {
        await using var page = await browser.OpenAsync();
        await page.Board.FocusAsync();

        await PressAsync(page, "ArrowLeft", 6);
        await PressAsync(page, "Space", 1);
        await PressAsync(page, "ArrowRight", 13);
        await page.Page.Keyboard.DownAsync("ArrowLeft"); // a step to the left
        for (var i = 0; i < 6; i++)
        {
            await PressAsync(page, "ArrowDown", 1); // diagonally, for the other is still held
        }

        await page.Page.Keyboard.UpAsync("ArrowLeft");
        await PressAsync(page, "ArrowDown", 10);

        await page.ShouldReadAsync(7);
    }

    [BrowserFact]
    public async Task Backspace_takes_the_last_stroke_back()
    {
        await using var page = await browser.OpenAsync();
        await page.DrawAsync(Stroke.One);
        await page.DrawAsync(Stroke.Of((0.1, 0.5), (0.9, 0.5)));

        await page.Page.Keyboard.PressAsync("Backspace");

        await page.ShouldReadAsync(1);
    }

    private static async Task PressAsync(DrawingPage page, string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await page.Page.Keyboard.PressAsync(key);
        }
    }
}
