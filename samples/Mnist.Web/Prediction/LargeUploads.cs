using System.Net;
using System.Threading.RateLimiting;

namespace Mnist.Web.Prediction;

/// <summary>
/// Places for large bodies on the line, so that memory stays bounded however many are sent. Small ones, as the page sends them,
/// need none.
/// </summary>
internal sealed class LargeUploads(LimitOptions limits) : IDisposable
{
    private const int SmallBytes = 256 * 1024;

    private readonly ClientConcurrencyLimiter _limiter = new(limits.LargeUploadsAtOnce, limits.LargeUploadsPerClient);

    /// <summary>Takes a place for a body until the lease is disposed.</summary>
    /// <exception cref="RefusedRequestException">There is none.</exception>
    public async Task<RateLimitLease?> EnterAsync(IPAddress client, long? length, CancellationToken cancellationToken)
    {
        if (length <= SmallBytes)
        {
            return null;
        }

        var lease = await _limiter.EnterAsync(client, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw RefusedRequestException.Busy();
    }

    public void Dispose() => _limiter.Dispose();
}
