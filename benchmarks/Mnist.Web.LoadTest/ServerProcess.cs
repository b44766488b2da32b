using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mnist.Web.LoadTest;

/// <summary>The server as a process of its own, on a free port.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceOnce = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="program">The file Mnist.Web.dll.</param>
    /// <param name="settings">Such as <c>--RateLimit:PerSecond=0</c>.</param>
    /// <exception cref="InvalidOperationException">It does not get ready.</exception>
    public static async Task<ServerProcess> StartAsync(string program, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FindPort()}");
        var server = new ServerProcess(
            Process.Start("dotnet",
            [program, $"--urls={address}", "--Logging:LogLevel:Default=Warning", .. settings]),
            address);
        try
        {
            await server.WaitAsync();
            return server;
        }
        catch
        {
            server.Dispose(); // otherwise it would outlive this process
            throw;
        }
    }

    public long ReadWorkingSet()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = PatienceOnce };
        var started = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
        {
            try
            {
                if ((await client.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException) // the latter: no answer in time
            {
                // It does not listen yet, or has too much to do.
            }

            await Task.Delay(Pause);
        }

        throw new InvalidOperationException("The server did not start. What it wrote is above.");
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
