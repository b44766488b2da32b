namespace Mnist.Batch.Tests.Support;

/// <summary>A test that starts a PostgreSQL server of its own, where there is one to start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null)
        {
            // .ci/run looks for the first words.
            Skip = "Needs PostgreSQL: install it (on Debian: apt-get install postgresql). The test starts a server of its " +
                "own and leaves others alone.";
        }
    }
}
