using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

[Collection(Browsers.Name)]
public sealed class TroubleTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Drawing_too_fast_is_reported_and_answered_later()
    {
        await using var server = await WebServer.StartAsync("--RateLimit:PerSecond=1", "--RateLimit:Burst=1");
        var refusal = await RefuseAsync(server);
        await using var page = await browser.OpenAsync();
        var headers = new Dictionary<string, string> { ["Retry-After"] = "1" };
        var isLimited = true;
        await page.Page.RouteAsync("**/predict", route => Volatile.Read(ref isLimited)
            ? route.FulfillAsync(new() { Status = 429, Headers = headers, Body = refusal })
            : route.ContinueAsync());

        await page.DrawAsync(Stroke.Seven);
        await Assertions.Expect(page.Fault).ToContainTextAsync("sent too many requests");
        Volatile.Write(ref isLimited, false);

        await page.ShouldReadAsync(7);
        await Assertions.Expect(page.Fault).ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_server_that_is_gone_is_reported()
    {
        var server = await WebServer.StartAsync();
        await using var page = await browser.OpenAsync(server);
        await server.DisposeAsync();

        await page.DrawAsync(Stroke.One);

        await Assertions.Expect(page.Fault).ToContainTextAsync("The server does not answer");
    }

    [BrowserFact]
    public async Task A_drawing_that_could_not_be_sent_does_not_stop_the_next()
    {
        await using var page = await browser.OpenAsync();
        await page.Page.EvaluateAsync(
            """
            () => {
              const encode = HTMLCanvasElement.prototype.toDataURL;
              HTMLCanvasElement.prototype.toDataURL = () => {
                HTMLCanvasElement.prototype.toDataURL = encode;
                throw new Error('no memory');
              };
            }
            """);

        await page.DrawAsync(Stroke.Seven);

        await page.ShouldReadAsync(7);
        page.Complaints.Should().ContainSingle().Which.Should().Contain("no memory");
    }

    /// <summary>Returns the answer of a server to too many requests.</summary>
    private static async Task<string> RefuseAsync(WebServer server)
    {
        HttpResponseMessage response;
        do
        {
            response = await server.Client.SendPixelsAsync(Pictures.One);
        }
        while (response.IsSuccessStatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
