namespace Mnist.Batch.Tests.Support;

/// <summary>A test with hosts of their own: network namespaces, and PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute()
    {
        if (PostgresServer.Programs is null || !Shell.CanMakeNetworks)
        {
            Skip = "Needs Linux, root, the command ip (on Debian: apt-get install iproute2), and a PostgreSQL to start.";
        }
    }
}
