using Hangfire;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>Starts what does the jobs in this process.</summary>
internal static class Worker
{
    /// <summary>
    /// Starts a worker that reads pictures and trains. Disposing of it gives back the jobs that it has begun.
    /// </summary>
    /// <param name="storage">Where the jobs are.</param>
    /// <param name="reader">What reads the pictures.</param>
    /// <param name="atOnce">How many jobs it does at once.</param>
    public static BackgroundJobServer Start(JobStorage storage, LoadedReader reader, int atOnce) =>
        Start(storage, atOnce, [reader.Version.Queue, TrainJob.Queue], new JobMaker(reader));

    /// <summary>Starts a worker that trains.</summary>
    /// <inheritdoc cref="Start(JobStorage, LoadedReader, int)"/>
    public static BackgroundJobServer Start(JobStorage storage, int atOnce) =>
        Start(storage, atOnce, [TrainJob.Queue], new JobMaker(reader: null));

    private static BackgroundJobServer Start(JobStorage storage, int atOnce, string[] queues, JobActivator jobs) => new(
        new()
        {
            Queues = queues,
            WorkerCount = atOnce,
            Activator = jobs,
            HeartbeatInterval = TimeSpan.FromSeconds(10),
            SchedulePollingInterval = TimeSpan.FromSeconds(1),
        },
        storage);

    private sealed class JobMaker(LoadedReader? reader) : JobActivator
    {
        public override object ActivateJob(Type jobType) => jobType == typeof(ReadJob) ? new ReadJob(reader!) : new TrainJob();
    }
}
