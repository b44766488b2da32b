using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

public sealed class SecurityHeaderTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Theory]
    [InlineData("")]
    [InlineData("page.js")]
    [InlineData("page.css")]
    [InlineData("icon.svg")]
    [InlineData("health/ready")]
    [InlineData("openapi/v1.json")]
    [InlineData("nowhere")]
    public async Task Every_answer_tells_the_browser_to_trust_nothing_else(string path) =>
        ShouldBeStrict(await _client.GetAsync(new Uri(path, UriKind.Relative)));

    [Fact]
    public async Task Predictions_and_refusals_have_them_too()
    {
        ShouldBeStrict(await _client.SendPixelsAsync(Pictures.One));
        ShouldBeStrict(await _client.SendJsonAsync("?"));
        ShouldBeStrict(await _client.SendPictureAsync(Pictures.Blank, "text/plain"));
    }

    [Fact]
    public async Task HTTPS_is_asked_for_where_the_request_came_by_it_alone()
    {
        await using var server = await WebServer.StartAsync("--Proxies:Addresses:0=127.0.0.1");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "digits.example" } };
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        request.Headers.Add("X-Forwarded-Proto", "https");

        (await server.Client.SendAsync(request)).Headers.Contains("Strict-Transport-Security").Should().BeTrue();
        (await server.Client.GetAsync(server.Address)).Headers.Contains("Strict-Transport-Security").Should().BeFalse();
    }

    [Fact]
    public async Task The_page_has_no_script_or_style_of_its_own_and_none_of_others()
    {
        var page = await _client.GetStringAsync(new Uri("", UriKind.Relative));

        page.Should().NotContainAny("<style", "style=", "onclick=", "onload=", "://", "javascript:");
        page.Should().Contain("<script type=\"module\" src=\"page.js\"></script>");
    }

    private static void ShouldBeStrict(HttpResponseMessage response)
    {
        string Header(string name) => response.Headers.GetValues(name).Should().ContainSingle().Which;

        Header("Content-Security-Policy").Split("; ").Should().BeEquivalentTo(
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
            "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'");
        Header("X-Content-Type-Options").Should().Be("nosniff");
        Header("Referrer-Policy").Should().Be("no-referrer");
        Header("Permissions-Policy").Should().Contain("camera=()");
        Header("Cross-Origin-Opener-Policy").Should().Be("same-origin");
        Header("Cross-Origin-Resource-Policy").Should().Be("same-origin");
        response.Headers.Contains("Server").Should().BeFalse();
    }
}
