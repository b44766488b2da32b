using Microsoft.AspNetCore.Http.Timeouts;
using Mnist.Web.Prediction;

namespace Mnist.Web.Hosting;

/// <summary>What one client, or many, can take of the server.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static void AddServerLimits(this WebApplicationBuilder builder, LimitOptions limits)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = limits.Connections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            // What is somewhat too large is still taken from the line, so that the sender gets to hear why it is refused.
            kestrel.Limits.MaxRequestBodySize = 2L * limits.PictureBytes;
        });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = context => SayAsync(context, RefusedRequestException.TooSlow(limits.TimeoutSeconds)),
        });
    }

    private static Task SayAsync(HttpContext context, RefusedRequestException refused) =>
        TypedResults.Problem(refused.Message, statusCode: refused.Status, title: refused.Title).ExecuteAsync(context);
}
