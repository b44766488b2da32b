using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Mnist.Web.Prediction;

namespace Mnist.Web.Hosting;

/// <summary>A bucket of tokens for each client's address.</summary>
internal static class ClientRateLimit
{
    public const string Policy = "client";

    private const int NetworkBytes = 8;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void AddClientRateLimit(this WebApplicationBuilder builder)
    {
        var limit = Settings.Read(
            builder.Configuration.GetSection(RateLimitOptions.Section), section => section.Get<RateLimitOptions>());
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = Math.Max(limit.PerSecond, 1),
            TokenLimit = Math.Max(limit.Burst, 1),
            ReplenishmentPeriod = Second,
            AutoReplenishment = true,
        };
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, context => limit.PerSecond == 0
                ? RateLimitPartition.GetNoLimiter(IPAddress.Any)
                : RateLimitPartition.GetTokenBucketLimiter(ClientOf(context.Connection.RemoteIpAddress), _ => bucket));
            limiter.OnRejected = SayAsync;
        });
    }

    /// <summary>Returns what counts as one client: an address, of IPv6 the network of 64 bits that one line gets.</summary>
    internal static IPAddress ClientOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask SayAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Second;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        var response = rejected.HttpContext.Response;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var refused = RefusedRequestException.TooOften(seconds);
        rejected.HttpContext.RequestServices.GetRequiredService<PredictionMetrics>().CountRefusal(refused.Status);
        await TypedResults.Problem(
            refused.Message, statusCode: refused.Status, title: refused.Title,
            type: "https://tools.ietf.org/html/rfc6585#section-4").ExecuteAsync(rejected.HttpContext);
    }
}
