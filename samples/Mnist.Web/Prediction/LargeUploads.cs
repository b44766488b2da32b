using System.Net;
using System.Threading.RateLimiting;

namespace Mnist.Web.Prediction;

/// <summary>
/// Limits how many large request bodies are received at the same time, to limit memory. Small ones, such as those of the page,
/// are not limited.
/// </summary>
internal sealed class LargeUploads(LimitOptions limits) : IDisposable
{
    private const int SmallBytes = 256 * 1024;

    private readonly ClientConcurrencyLimiter _limiter = new(limits.LargeUploadsAtOnce, limits.LargeUploadsPerClient);

    /// <summary>Acquires a permit for a body until the lease is disposed.</summary>
    /// <exception cref="RefusedRequestException">There is none.</exception>
    public async Task<RateLimitLease?> AcquireAsync(IPAddress client, long? length, CancellationToken cancellationToken)
    {
        if (length <= SmallBytes)
        {
            return null;
        }

        var lease = await _limiter.AcquireAsync(client, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw RefusedRequestException.Busy();
    }

    public void Dispose() => _limiter.Dispose();
}
