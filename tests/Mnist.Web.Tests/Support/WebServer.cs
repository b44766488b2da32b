using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mnist.Web.Hosting;

namespace Mnist.Web.Tests.Support;

/// <summary>The server itself, on a free port of this machine.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Starts a server without a rate limit, unless the settings name one.</summary>
    /// <param name="settings">Such as <c>--RateLimit:Burst=3</c>.</param>
    public static async Task<WebServer> StartAsync(params string[] settings)
    {
        var app = MnistWeb.Create(
            ["--urls=http://127.0.0.1:0", "--RateLimit:PerSecond=0", "--Logging:LogLevel:Default=None", .. settings]);
        await app.StartAsync();
        return new WebServer(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // At once: a browser keeps its connections open.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
