using Microsoft.Playwright;

namespace Mnist.Web.Tests.Browser;

/// <summary>The page as a person meets it: by names and roles, by mouse and keys.</summary>
public sealed class DrawingPage : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly List<string> _faults = [];

    private DrawingPage(IPage page)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _faults.Add(error);
    }

    public IPage Page => _page;

    /// <summary>Gets what the browser complained of: errors, and breaches of the Content-Security-Policy.</summary>
    public IReadOnlyList<string> Complaints => _faults;

    public ILocator Board => _page.GetByRole(AriaRole.Application, new() { Name = "Drawing area" });

    public ILocator Verdict => _page.Locator("#verdict");

    public ILocator Fault => _page.GetByRole(AriaRole.Alert);

    public ILocator Spoken => _page.GetByRole(AriaRole.Status);

    public static async Task<DrawingPage> OpenAsync(IBrowser browser, Uri address, int width, int height, bool isTouch = false)
    {
        var context = await browser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = isTouch, IsMobile = isTouch });
        var page = new DrawingPage(await context.NewPageAsync());
        await page._page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Meter(9)).ToBeAttachedAsync();
        return page;
    }

    public ILocator Button(string name) => _page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Meter(int digit) => _page.GetByRole(AriaRole.Meter, new() { Name = $"Probability of {digit}" });

    public async Task ShouldReadAsync(int digit) => await Assertions.Expect(Verdict).ToHaveTextAsync($"It is a {digit}");

    /// <summary>Waits for what is found instead of a digit, and for what is said of it to who sees and to who listens.</summary>
    public async Task ShouldSayAsync(string verdict, string advice)
    {
        await Assertions.Expect(Verdict).ToHaveTextAsync(verdict);
        await Assertions.Expect(_page.Locator("#detail")).ToContainTextAsync(advice);
        await Assertions.Expect(Spoken).ToContainTextAsync(advice);
    }

    /// <summary>Returns what is on the board, to compare.</summary>
    public Task<string> ReadBoardAsync() => Board.EvaluateAsync<string>("board => board.toDataURL()");

    /// <summary>Draws one stroke after the other by mouse.</summary>
    public async Task DrawAsync(params Stroke[] strokes)
    {
        foreach (var stroke in strokes)
        {
            await StartAsync(stroke);
            await _page.Mouse.UpAsync();
        }
    }

    /// <summary>Draws a stroke and does not let go of the mouse.</summary>
    public async Task StartAsync(Stroke stroke)
    {
        await MoveAsync(stroke.Points[0]);
        await _page.Mouse.DownAsync();
        await GoOnAsync(stroke);
    }

    public async Task GoOnAsync(Stroke stroke)
    {
        foreach (var point in stroke.Points)
        {
            await MoveAsync(point);
        }
    }

    public async Task DropAsync(byte[] file, string name = "digit.png", string type = "image/png")
    {
        var transfer = await TransferAsync(file, name, type);
        await _page.DispatchEventAsync("#paper", "drop", new { dataTransfer = transfer });
    }

    /// <summary>Drops the same picture under several names.</summary>
    public async Task DropAllAsync(byte[] file, params string[] names)
    {
        var transfer = await TransferAsync(file, names[0], "image/png");
        foreach (var name in names[1..])
        {
            await transfer.EvaluateAsync(
                "(transfer, name) => transfer.items.add(new File([transfer.files[0]], name, { type: 'image/png' }))", name);
        }

        await _page.DispatchEventAsync("#paper", "drop", new { dataTransfer = transfer });
    }

    public async Task PasteAsync(byte[] file)
    {
        var transfer = await TransferAsync(file, "digit.png", "image/png");
        await _page.EvaluateAsync(
            "clipboardData => document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))", transfer);
    }

    public async ValueTask DisposeAsync() => await _page.Context.DisposeAsync();

    private Task<IJSHandle> TransferAsync(byte[] file, string name, string type) => _page.EvaluateHandleAsync(
        """
        ({ base64, name, type }) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
          return transfer;
        }
        """,
        new { base64 = Convert.ToBase64String(file), name, type });

    private async Task MoveAsync((double X, double Y) point)
    {
        var box = await Board.BoundingBoxAsync();
        await _page.Mouse.MoveAsync((float)(box!.X + (point.X * box.Width)), (float)(box.Y + (point.Y * box.Height)));
    }
}
