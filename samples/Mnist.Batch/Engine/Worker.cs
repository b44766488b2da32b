using Hangfire;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>Starts workers in this process.</summary>
internal static class Worker
{
    /// <summary>
    /// Starts a worker that reads pictures and trains. Disposing it returns its unfinished jobs to their queues.
    /// </summary>
    /// <param name="storage">Where jobs are kept.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="atOnce">How many jobs it does in parallel.</param>
    public static BackgroundJobServer Start(JobStorage storage, LoadedReader reader, int atOnce) =>
        Start(storage, atOnce, [reader.Version.Queue, TrainJob.Queue], new Activator(reader));

    /// <summary>Starts a worker that trains.</summary>
    /// <inheritdoc cref="Start(JobStorage, LoadedReader, int)"/>
    public static BackgroundJobServer Start(JobStorage storage, int atOnce) =>
        Start(storage, atOnce, [TrainJob.Queue], new Activator(reader: null));

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

    private sealed class Activator(LoadedReader? reader) : JobActivator
    {
        public override object ActivateJob(Type jobType) => jobType == typeof(ReadJob) ? new ReadJob(reader!) : new TrainJob();
    }
}
