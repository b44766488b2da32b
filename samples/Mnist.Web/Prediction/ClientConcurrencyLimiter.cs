using System.Net;
using System.Threading.RateLimiting;

namespace Mnist.Web.Prediction;

/// <summary>A concurrency limit for all clients together, and one for each client.</summary>
internal sealed class ClientConcurrencyLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _ofClient;
    private readonly PartitionedRateLimiter<IPAddress> _ofAll;
    private readonly PartitionedRateLimiter<IPAddress> _both;

    public ClientConcurrencyLimiter(int atOnce, int forOneClient)
    {
        _ofClient = Limit(client => client, forOneClient);
        _ofAll = Limit(_ => IPAddress.Any, atOnce);
        _both = PartitionedRateLimiter.CreateChained(_ofClient, _ofAll);
    }

    /// <summary>Acquires a permit until the lease is disposed, or returns a lease that says that there is none.</summary>
    public ValueTask<RateLimitLease> AcquireAsync(IPAddress client, CancellationToken cancellationToken) =>
        _both.AcquireAsync(client, permitCount: 1, cancellationToken);

    public void Dispose()
    {
        _both.Dispose();
        _ofAll.Dispose();
        _ofClient.Dispose();
    }

    private static PartitionedRateLimiter<IPAddress> Limit(Func<IPAddress, IPAddress> key, int atOnce)
    {
        var options = new ConcurrencyLimiterOptions { PermitLimit = atOnce };
        return PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            client => RateLimitPartition.GetConcurrencyLimiter(key(client), _ => options));
    }
}
