using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mnist.Web.Prediction;

namespace Mnist.Web.Hosting;

/// <summary>The endpoints for liveness and readiness.</summary>
internal static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<ReaderHealthCheck>("reader");

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live)
            .WithName("Live")
            .WithSummary("Is the process alive?")
            .WithDescription("Always 200 if the process answers. Restart it if it does not.");
        health.MapGet("/ready", ReadyAsync)
            .WithName("Ready")
            .WithSummary("Is the process ready for requests?")
            .WithDescription("200 when the model is loaded and has made a prediction in the last second, 503 otherwise.")
            .ShareFor(TimeSpan.FromSeconds(1));
    }

    private static Ok<HealthAnswer> Live(HttpResponse response) => TypedResults.Ok(Fresh(response, "live"));

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> ReadyAsync(
        HealthCheckService checks, HttpResponse response, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Ok(Fresh(response, "ready"))
            : TypedResults.Json(
                Fresh(response, "not ready"), WebJson.Default.HealthAnswer,
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthAnswer Fresh(HttpResponse response, string status)
    {
        response.Headers.CacheControl = "no-store";
        return new HealthAnswer(status);
    }
}
