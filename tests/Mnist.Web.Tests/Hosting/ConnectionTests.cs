using System.Net;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

/// <summary>Open connections of one client do not keep others out.</summary>
public sealed class ConnectionTests
{
    private static readonly Uri Live = new("health/live", UriKind.Relative);

    [Fact]
    public async Task A_client_with_too_many_connections_is_disconnected_until_one_is_closed()
    {
        await using var server = await WebServer.StartAsync("--Limits:ConnectionsPerClient=2", "--Limits:SilenceSeconds=3600");
        using var second = await Connection.OpenAsync(server);
        using (await Connection.OpenAsync(server))
        {
            using var third = await Connection.OpenAsync(server);

            (await third.ReadToEndAsync()).Should().BeEmpty();
        }

        (await AskUntilAnsweredAsync(server)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_proxy_may_have_as_many_as_there_are()
    {
        await using var server = await WebServer.StartAsync(
            "--Limits:ConnectionsPerClient=1", "--Limits:SilenceSeconds=3600", "--Proxies:Addresses:0=127.0.0.1");
        using var first = await Connection.OpenAsync(server);
        using var second = await Connection.OpenAsync(server);

        (await server.Client.GetAsync(Live)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task A_connection_without_a_request_is_closed(string beginning)
    {
        await using var server = await WebServer.StartAsync("--Limits:SilenceSeconds=1");
        using var connection = await Connection.OpenAsync(server);
        await connection.WriteAsync(beginning);

        (await connection.ReadToEndAsync()).Should().NotContain("200 OK");
    }

    /// <summary>Asks until the server has noticed that a connection is closed, for a minute at most.</summary>
    private static async Task<HttpResponseMessage> AskUntilAnsweredAsync(WebServer server)
    {
        using var minute = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                return await server.Client.GetAsync(Live, minute.Token);
            }
            catch (HttpRequestException)
            {
                // closed at once
            }
        }
    }
}
