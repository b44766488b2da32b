namespace Mnist.Web.Tests.Support;

/// <summary>One server for all tests of a class that only ask it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private WebServer? _server;

    public WebServer Server => _server!;

    public async Task InitializeAsync() => _server = await WebServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
