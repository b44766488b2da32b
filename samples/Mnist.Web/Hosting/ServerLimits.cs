using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Timeouts;
using Mnist.Web.Prediction;

namespace Mnist.Web.Hosting;

/// <summary>The limits of the server for one client and for all.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(30);

    /// <param name="builder">The site.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="isProxy">Whether an address is a proxy, through which many clients come.</param>
    public static void AddServerLimits(this WebApplicationBuilder builder, LimitOptions limits, Func<IPAddress, bool> isProxy)
    {
        var connections = new ClientConnections(
            limits.ConnectionsPerClient, TimeSpan.FromSeconds(limits.SilenceSeconds), isProxy);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = limits.Connections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAliveTimeout;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(connections.Limit));
            // Bodies that are slightly too large are still read, so that the sender receives the reason for the refusal.
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
