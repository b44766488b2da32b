using System.Net;
using System.Net.Http.Headers;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

public sealed class StaticFileTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("index.html", "text/html")]
    [InlineData("page.js", "text/javascript")]
    [InlineData("board.js", "text/javascript")]
    [InlineData("page.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task A_file_that_the_browser_has_is_not_sent_again(string path, string type)
    {
        var first = await _client.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await _client.SendAsync(request);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.Should().Be(type);
        first.Headers.CacheControl!.ToString().Should()
            .MatchRegex("no-cache|must-revalidate", "a new version must be seen soon");
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_browser_that_unpacks_gets_fewer_bytes()
    {
        var path = new Uri("page.js", UriKind.Relative);
        var plain = await _client.GetByteArrayAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var packed = await _client.SendAsync(request);

        packed.Content.Headers.ContentEncoding.Should().Equal("gzip");
        (await packed.Content.ReadAsByteArrayAsync()).Length.Should().BeLessThan(plain.Length / 2);
    }
}
