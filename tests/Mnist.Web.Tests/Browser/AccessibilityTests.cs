using Microsoft.Playwright;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class AccessibilityTests(BrowserFixture browser)
{
    // What WCAG asks of text.
    private const double SmallestContrast = 4.5;

    [BrowserFact]
    public async Task Everything_has_a_role_and_a_name()
    {
        await using var page = await browser.OpenAsync();

        await Assertions.Expect(page.Page.Locator("body")).ToMatchAriaSnapshotAsync(
            """
            - banner:
              - heading "Draw a digit" [level=1]
            - main:
              - region "Drawing":
                - application "Drawing area"
                - group "Tools":
                  - button "Undo" [disabled]
                  - button "Clear" [disabled]
                  - button "Open a picture"
              - region "Answer":
                - figure "What the network sees"
                - heading "Probability of each digit" [level=2]
                - list "Probability of each digit"
            - status
            - contentinfo
            """);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Img))
            .ToHaveAccessibleNameAsync("What the network sees: nothing yet");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link)).ToHaveAccessibleNameAsync("The API");
        await Assertions.Expect(page.Fault).ToBeAttachedAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Meter)).ToHaveCountAsync(10);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await Assertions.Expect(page.Board).ToHaveAccessibleDescriptionAsync(
            new System.Text.RegularExpressions.Regex("move the pen.*Space puts the pen down"));
    }

    [BrowserFact]
    public async Task A_meter_shows_its_probability()
    {
        await using var page = await browser.OpenAsync();

        await page.DrawAsync(Stroke.One);
        await page.ShouldReadAsync(1);

        (await page.Meter(1).GetAttributeAsync("aria-valuetext")).Should().EndWith(" %");
        await Assertions.Expect(page.Meter(1)).ToHaveAttributeAsync("aria-valuemax", "100");
    }

    [BrowserFact]
    public async Task Text_stands_out_by_day_and_by_night()
    {
        await using var page = await browser.OpenAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var (text, background) in new[]
            {
                ("--text", "--page"), ("--text", "--card"), ("--quiet", "--page"), ("--quiet", "--card"),
                ("--quiet", "--paper"),
                ("--accent", "--card"), ("--accent", "--page"), ("--warn", "--card"), ("--fault", "--fault-back"),
                ("--ink", "--paper"),
            })
            {
                (await ContrastAsync(page, text, background)).Should()
                    .BeGreaterThan(SmallestContrast, $"{text} on {background}, {scheme}");
            }
        }
    }

    private static Task<double> ContrastAsync(DrawingPage page, string text, string background) =>
        page.Page.EvaluateAsync<double>(
        """
        (names) => {
          const style = getComputedStyle(document.documentElement);
          const luminance = (name) => {
            const channels = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/gi).map((hex) => parseInt(hex, 16) / 255)
              .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
          };
          const [low, high] = names.map(luminance).sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        }
        """,
        new[] { text, background });
}
