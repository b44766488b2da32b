using System.Net;
using System.Threading.RateLimiting;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>
/// A token bucket for each client address. The cost of a request depends on its size: a large picture takes as long as forty
/// drawings.
/// </summary>
internal sealed class ClientBudget : IDisposable
{
    // Pixels and bytes for one token: a drawing of the page has fewer.
    private const int TokenLength = 100_000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<IPAddress>? _buckets;
    private readonly int _burst;

    public ClientBudget(RateLimitOptions limit)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = Math.Max(limit.PerSecond, 1),
            TokenLimit = limit.Burst,
            ReplenishmentPeriod = Second,
            AutoReplenishment = true,
        };
        _burst = limit.Burst;
        _buckets = limit.PerSecond == 0 ? null : PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            client => RateLimitPartition.GetTokenBucketLimiter(client, _ => bucket));
    }

    /// <summary>Takes a token, for a request of any kind.</summary>
    /// <exception cref="RefusedRequestException">No token is left.</exception>
    public void TakeOne(IPAddress client) => Take(client, 1);

    /// <summary>Takes the tokens for a picture, besides the one for the request.</summary>
    /// <param name="client">The client.</param>
    /// <param name="pixels">The number of pixels, according to its header.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <exception cref="RefusedRequestException">Not enough tokens are left.</exception>
    public void TakePicture(IPAddress client, long pixels, long bytes) =>
        // one is taken already, and there are never more than the burst
        Take(client, Math.Min((pixels + bytes) / TokenLength, _burst - 1));

    public void Dispose() => _buckets?.Dispose();

    private void Take(IPAddress client, long tokens)
    {
        using var lease = tokens == 0 ? null : _buckets?.AttemptAcquire(client, (int)tokens);
        if (lease is { IsAcquired: false })
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Second;
            throw RefusedRequestException.TooOften(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }
    }
}
