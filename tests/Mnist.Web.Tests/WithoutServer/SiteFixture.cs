using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Mnist.Web.Tests.Browser;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.WithoutServer;

/// <summary>
/// The files of samples/Mnist.Browser, published, in a folder of a host that gives out files and does nothing else. Nothing at all
/// where there is no browser.
/// </summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private const string Folder = "/digits/draw";

    private WebApplication? _host;
    private int _requests;

    /// <summary>Gets where the files lie.</summary>
    public string Files { get; private set; } = "";

    public Uri Address => new($"{_host!.Urls.Single()}{Folder}/");

    /// <summary>Gets how many files were asked for.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async Task InitializeAsync()
    {
        if (Chromium.ExecutablePath is null)
        {
            return;
        }

        Files = Path.Join(await Published.PublishAsync("Mnist.Browser"), "wwwroot");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _host.Urls.Add("http://127.0.0.1:0");
        _host.Use((context, next) =>
        {
            Interlocked.Increment(ref _requests);
            return next(context);
        });
        _host.UseFileServer(new FileServerOptions { RequestPath = Folder, FileProvider = new PhysicalFileProvider(Files) });
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
