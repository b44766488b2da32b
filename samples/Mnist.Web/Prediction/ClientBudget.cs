using System.Net;
using System.Threading.RateLimiting;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>
/// A bucket of tokens for each client's address. What is taken from it is what a request costs, not that it is one: a large picture
/// takes as long as forty drawings.
/// </summary>
internal sealed class ClientBudget : IDisposable
{
    // Pixels and bytes that are read for one token: a drawing, as the page sends it, has fewer.
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
    /// <exception cref="RefusedRequestException">There is none left.</exception>
    public void TakeOne(IPAddress client) => Take(client, 1);

    /// <summary>Takes what a picture costs, besides the token for the request.</summary>
    /// <param name="client">Who sends it.</param>
    /// <param name="pixels">How many pixels it claims.</param>
    /// <param name="bytes">How long it is.</param>
    /// <exception cref="RefusedRequestException">There are fewer left.</exception>
    public void TakePicture(IPAddress client, long pixels, long bytes) =>
        Take(client, Math.Min((pixels + bytes) / TokenLength, _burst - 1)); // one is taken, and there are never more

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
