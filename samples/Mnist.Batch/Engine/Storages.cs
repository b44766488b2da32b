using System.Data.Common;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage.SQLite;

namespace Mnist.Batch.Engine;

/// <summary>Where jobs are kept.</summary>
internal static class Storages
{
    /// <summary>How long a worker may be silent before its jobs go to another.</summary>
    public static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    /// <summary>Opens a storage, and makes its tables when they are not there.</summary>
    /// <param name="name">
    /// A connection string of PostgreSQL, such as <c>Host=db;Database=jobs</c>, or the path of an SQLite file.
    /// </param>
    /// <param name="lease">How long a worker may be silent before its jobs go to another.</param>
    /// <exception cref="DbException">The database is not there, or refuses.</exception>
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
            // A worker that is killed in a change of state leaves a lock behind. A lock that expires too early costs nothing: a
            // job may be done twice.
            DistributedLockTimeout = lease,
            // A database that is not there is told of after three seconds.
            StartupConnectionMaxRetries = 2,
            AllowDegradedModeWithoutStorage = false,
            // Workers that wait are woken by the database; what a dead one held is looked for as often as this.
            EnableLongPolling = true,
            QueuePollInterval = lease < LongestPoll ? lease : LongestPoll,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(name, options), options);
    }

    /// <summary>Makes a storage that ends with the process.</summary>
    public static JobStorage InMemory() => new InMemoryStorage();
}
