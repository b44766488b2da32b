using Microsoft.Playwright;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Browser;

/// <summary>A browser without a window, and a server to visit. Nothing at all where there is no browser.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const float Patience = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private WebServer? _server;

    public WebServer Server => _server!;

    public async Task InitializeAsync()
    {
        if (Chromium.ExecutablePath is not { } path)
        {
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Assertions.SetDefaultExpectTimeout(Patience);
        _server = await WebServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Chromium's sandbox does not let itself be started by root, which is who containers run programs as.
            Args = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Opens the page of a server in a window of its own.</summary>
    public Task<DrawingPage> OpenAsync(WebServer? server = null, int width = 1280, int height = 900, bool isTouch = false) =>
        OpenAsync((server ?? Server).Address, width, height, isTouch);

    /// <summary>Opens the page at an address in a window of its own.</summary>
    public Task<DrawingPage> OpenAsync(Uri address, int width = 1280, int height = 900, bool isTouch = false) =>
        DrawingPage.OpenAsync(_browser!, address, width, height, isTouch);
}
