using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>A web server on this machine that answers as a test tells it, and writes down what it was asked.</summary>
internal sealed class MirrorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<MirrorRequest> _requests = new();

    private MirrorServer(RequestDelegate answer)
    {
        // Empty: no settings from files, whose watchers would outnumber what the system allows, and no log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        // An answer that never comes must not hold up the end of the test.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(context =>
        {
            _requests.Enqueue(new(Path.GetFileName(context.Request.Path), $"{context.Request.QueryString}"));
            return answer(context);
        });
    }

    /// <summary>Gets the folder that a client is to ask for files in.</summary>
    public Uri Address => new($"{_app.Urls.Single()}/mnist/");

    /// <summary>Gets what was asked so far, in order.</summary>
    public MirrorRequest[] Requests => [.. _requests];

    public static async Task<MirrorServer> StartAsync(RequestDelegate answer)
    {
        var server = new MirrorServer(answer);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
