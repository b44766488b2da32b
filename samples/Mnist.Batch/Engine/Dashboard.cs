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
    public static async Task RunAsync(JobStorage storage, string url, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHangfire(configuration => configuration.UseStorage(storage));
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.UseHangfireDashboard("");
        await ((IHost)app).RunAsync(cancellationToken);
    }
}
