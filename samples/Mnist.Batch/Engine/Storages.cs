using System.Data.Common;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage.SQLite;

namespace Mnist.Batch.Engine;

/// <summary>Opens storages of jobs.</summary>
internal static class Storages
{
    /// <summary>The default of how long a worker may be silent before its jobs go to another.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(5);

    /// <summary>Opens a storage, and creates its tables if they do not exist.</summary>
    /// <param name="name">
    /// A connection string of PostgreSQL, such as <c>Host=db;Database=jobs</c>, or the path of an SQLite file.
    /// </param>
    /// <param name="lease">How long a worker may be silent before its jobs go to another.</param>
    /// <exception cref="DbException">The database cannot be reached, or refuses the connection.</exception>
    public static JobStorage Open(string name, TimeSpan lease)
    {
        if (!name.Contains('=', StringComparison.Ordinal))
        {
            return new SQLiteStorage(name, new() { QueuePollInterval = TimeSpan.FromSeconds(1) });
        }

        var options = new PostgreSqlStorageOptions
        {
            InvisibilityTimeout = lease,
            UseSlidingInvisibilityTimeout = true,
            // A worker that is killed during a change of state leaves a lock behind. If a lock expires too early, a job may be
            // done twice, which does no harm.
            DistributedLockTimeout = lease,
            // Reports a database that cannot be reached after three seconds.
            StartupConnectionMaxRetries = 2,
            AllowDegradedModeWithoutStorage = false,
            // No long polling: a worker whose listening connection is lost may wait for it with a job that it keeps from the
            // others (https://github.com/hangfire-postgres/Hangfire.PostgreSql/issues/410).
            QueuePollInterval = lease < MaxPollInterval ? lease : MaxPollInterval,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(name, options), options);
    }

    /// <summary>Creates a storage that lasts as long as the process.</summary>
    public static JobStorage InMemory() => new InMemoryStorage();
}
