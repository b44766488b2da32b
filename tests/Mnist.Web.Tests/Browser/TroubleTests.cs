using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class TroubleTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Who_draws_faster_than_is_allowed_is_told_and_gets_the_answer_later()
    {
        await using var server = await WebServer.StartAsync("--RateLimit:PerSecond=1", "--RateLimit:Burst=1");
        await using var page = await browser.OpenAsync(server);

        await page.DrawAsync(Stroke.Of((0.28, 0.18), (0.73, 0.18)));
        await page.DrawAsync(Stroke.Of((0.73, 0.18), (0.6, 0.5), (0.45, 0.85)));

        await Assertions.Expect(page.Fault).ToContainTextAsync("asked too often");
        await page.ShouldReadAsync(7);
        await Assertions.Expect(page.Fault).ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_server_that_is_gone_is_missed_in_words()
    {
        var server = await WebServer.StartAsync();
        await using var page = await browser.OpenAsync(server);
        await server.DisposeAsync();

        await page.DrawAsync(Stroke.One);

        await Assertions.Expect(page.Fault).ToContainTextAsync("The server does not answer");
    }
}
