using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mnist.Batch.Engine;

/// <summary>The dashboard of the engine: jobs, workers, failures with their reasons, and buttons to retry.</summary>
internal static class Dashboard
{
    /// <summary>
    /// Serves the dashboard until canceled. Only requests of this machine are answered, which is the default of the engine.
    /// </summary>
    /// <param name="storage">Where jobs are kept.</param>
    /// <param name="url">The address.</param>
    /// <param name="ready">Receives the address with its port when the dashboard is ready.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task RunAsync(JobStorage storage, string url, Action<string> ready, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The logger of the engine is global to the process, and would outlive that of this app.
        builder.Services.AddHangfire(configuration => configuration.UseStorage(storage).UseNoOpLogProvider());
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.UseHangfireDashboard("", new DashboardOptions { AppPath = null }); // there is no site to go back to
        await app.StartAsync(cancellationToken);
        ready(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
    }
}
