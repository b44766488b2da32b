using System.Net;
using Mnist.Web.Hosting;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Api;

public sealed class RateLimitTests
{
    private const string OneASecond = "--RateLimit:PerSecond=1";
    private const string OneAtOnce = "--RateLimit:Burst=1";

    [Fact]
    public async Task Too_many_requests_are_answered_with_how_long_to_wait()
    {
        await using var server = await WebServer.StartAsync(OneASecond, OneAtOnce);

        var responses = await AskManyTimesAsync(server, _ => null);

        responses.Should().Contain(response => response.StatusCode == HttpStatusCode.OK);
        var refused = responses.First(response => response.StatusCode != HttpStatusCode.OK);
        (await refused.ReadProblemAsync(429)).Should().Contain("Wait for 1 s");
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_large_picture_costs_as_much_as_many_small_ones()
    {
        await using var server = await WebServer.StartAsync(OneASecond, "--RateLimit:Burst=40");

        (await server.Client.SendPictureAsync(Pictures.Page(2_000))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await (await server.Client.SendPictureAsync(Pictures.Page(1_000))).ReadProblemAsync(429)).Should()
            .Contain("too large pictures");
    }

    [Fact]
    public async Task The_page_and_the_health_are_not_limited()
    {
        await using var server = await WebServer.StartAsync(OneASecond, OneAtOnce);
        await AskManyTimesAsync(server, _ => null);

        foreach (var path in new[] { "", "page.js", "health/live", "health/ready" })
        {
            (await server.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK, path);
        }
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")] // ASP.NET Core's own switch, which believes everyone
    public async Task Forwarded_addresses_of_unknown_proxies_are_ignored(string forwardedHeaders)
    {
        await using var server = await WebServer.StartAsync(
            OneASecond, OneAtOnce, $"--ForwardedHeaders_Enabled={forwardedHeaders}");

        (await AskManyTimesAsync(server, i => $"10.0.0.{i}"))
            .Should().Contain(response => response.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("--Proxies:Addresses:0=127.0.0.1")]
    [InlineData("--Proxies:Networks:0=127.0.0.0/8")]
    public async Task Behind_a_proxy_that_is_named_each_client_has_a_limit_of_its_own(string proxy)
    {
        await using var server = await WebServer.StartAsync(OneASecond, OneAtOnce, proxy);

        (await AskManyTimesAsync(server, i => $"10.0.0.{i}"))
            .Should().OnlyContain(response => response.StatusCode == HttpStatusCode.OK);
        (await AskManyTimesAsync(server, _ => "10.0.1.1"))
            .Should().Contain(response => response.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2::")]
    public void One_line_is_one_client(string address, string client) =>
        ClientAddress.Of(IPAddress.Parse(address)).Should().Be(IPAddress.Parse(client));

    private static async Task<HttpResponseMessage[]> AskManyTimesAsync(WebServer server, Func<int, string?> client) =>
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
        {
            var request = Requests.Picture(Pictures.Blank, "image/png");
            if (client(i) is { } address)
            {
                request.Headers.Add("X-Forwarded-For", address);
            }

            return server.Client.SendAsync(request);
        }));
}
