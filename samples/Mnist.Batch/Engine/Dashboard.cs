using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mnist.Batch.Engine;

/// <summary>The engine's own page: jobs, workers, failures with their reasons, and buttons to try again.</summary>
internal static class Dashboard
{
    /// <summary>
    /// Serves it until cancelled. Only this machine's own requests are answered, which is what the engine does if nothing else
    /// is said.
    /// </summary>
    /// <param name="storage">Where the jobs are.</param>
    /// <param name="url">The address.</param>
    /// <param name="ready">Is told of the address, with its port, when it answers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task RunAsync(JobStorage storage, string url, Action<string> ready, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The engine logs through one object for the whole process, and this app's would be gone with it.
        builder.Services.AddHangfire(configuration => configuration.UseStorage(storage).UseNoOpLogProvider());
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.UseHangfireDashboard("");
        await app.StartAsync(cancellationToken);
        ready(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
    }
}
