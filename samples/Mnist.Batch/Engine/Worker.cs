using Hangfire;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>Starts what does the jobs in this process.</summary>
internal static class Worker
{
    /// <summary>Starts a worker. Disposing of it gives back the jobs that it has begun.</summary>
    /// <param name="storage">Where the jobs are.</param>
    /// <param name="reader">What reads the pictures.</param>
    /// <param name="count">How many jobs it does at once.</param>
    public static BackgroundJobServer Start(JobStorage storage, LoadedReader reader, int count) => new(
        new()
        {
            Queues = [reader.Version.Queue],
            WorkerCount = count,
            Activator = new ReadJobActivator(new ReadJob(reader)),
            HeartbeatInterval = TimeSpan.FromSeconds(10),
            SchedulePollingInterval = TimeSpan.FromSeconds(1),
        },
        storage);

    private sealed class ReadJobActivator(ReadJob job) : JobActivator
    {
        public override object ActivateJob(Type jobType) => job;
    }
}
