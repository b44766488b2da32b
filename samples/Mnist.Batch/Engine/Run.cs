using System.Globalization;
using System.Linq.Expressions;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>Jobs that were submitted together.</summary>
internal sealed record Run
{
    private const string Newest = "mnist-batch:newest";

    /// <summary>Gets the name of the run.</summary>
    public string Id { get; private init; } = "";

    /// <summary>Gets the folder of the answers.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the queue of its jobs.</summary>
    public required string Queue { get; init; }

    /// <summary>Gets the number of its jobs.</summary>
    public int Jobs { get; private init; }

    /// <summary>Gets the total size of its jobs, in <see cref="Unit"/>.</summary>
    public long Size { get; private init; }

    /// <summary>Gets the unit of the size: pictures or trainings.</summary>
    public required string Unit { get; init; }

    /// <summary>Submits the jobs of a plan that are not done.</summary>
    public static Run Submit(JobStorage storage, BatchFolder folder, BatchPlan plan, CancellationToken cancellationToken) =>
        Submit<ReadJob>(
            storage,
            new() { Folder = folder.Path, Queue = plan.Reader.Queue, Unit = "pictures" },
            [.. plan.Jobs.Where(job => !folder.IsDone(job.Name, plan.JsonLines))],
            (run, job) => work => work.RunAsync(run.Folder, job, run.Queue, run.Id, null!, CancellationToken.None),
            cancellationToken);

    /// <summary>Submits jobs.</summary>
    /// <param name="storage">Where jobs are kept.</param>
    /// <param name="kind">The run, without its jobs.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="work">Returns the call for the engine, for a run and the name of a job.</param>
    /// <param name="cancellationToken">Cancels it; jobs that were submitted before remain.</param>
    public static Run Submit<TJob>(
        JobStorage storage,
        Run kind,
        IReadOnlyList<PlannedJob> jobs,
        Func<Run, string, Expression<Func<TJob, Task>>> work,
        CancellationToken cancellationToken)
    {
        var run = kind with { Id = $"{Guid.NewGuid():n}", Jobs = jobs.Count, Size = jobs.Sum(job => (long)job.Pictures) };
        run.Save(storage);
        var client = new BackgroundJobClient(storage) { RetryAttempts = 5 };
        foreach (var job in jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            client.Create(work(run, job.Name), new EnqueuedState());
        }

        return run;
    }

    /// <summary>Returns the run that was submitted last, or null if there is none.</summary>
    public static Run? FindNewest(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        return connection.GetAllEntriesFromHash(Newest) is { Count: > 0 } entries
            ? new()
            {
                Id = entries[nameof(Id)],
                Folder = entries[nameof(Folder)],
                Queue = entries[nameof(Queue)],
                Jobs = int.Parse(entries[nameof(Jobs)], CultureInfo.InvariantCulture),
                Size = long.Parse(entries[nameof(Size)], CultureInfo.InvariantCulture),
                Unit = entries[nameof(Unit)],
            }
            : null;
    }

    /// <summary>Returns the progress of the run.</summary>
    public Progress ReadProgress(JobStorage storage)
    {
        using var connection = (JobStorageConnection)storage.GetConnection();
        return new(
            this,
            connection.GetSetCount(DoneKey(Id)),
            connection.GetSetCount(FailedKey(Id)),
            WorkersOf(storage, Queue));
    }

    /// <summary>Returns why a job failed, or an empty string if that is not known.</summary>
    public static string FindFailure(JobStorage storage) =>
        storage.GetMonitoringApi().FailedJobs(0, 1).Select(job => job.Value.ExceptionMessage).FirstOrDefault() ?? "";

    /// <summary>Returns the name of the set of done jobs of a run.</summary>
    public static string DoneKey(string id) => $"mnist-batch:{id}:done";

    /// <summary>Returns the name of the set of failed jobs of a run.</summary>
    public static string FailedKey(string id) => $"mnist-batch:{id}:failed";

    // A worker without a heartbeat for half a minute, where three should be, is taken for dead.
    private static int WorkersOf(JobStorage storage, string queue) => storage.GetMonitoringApi().Servers()
        .Count(server => server.Queues.Contains(queue) && server.Heartbeat > DateTime.UtcNow.AddSeconds(-30));

    private void Save(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        connection.SetRangeInHash(Newest, new Dictionary<string, string>
        {
            [nameof(Id)] = Id,
            [nameof(Folder)] = Folder,
            [nameof(Queue)] = Queue,
            [nameof(Jobs)] = Jobs.ToString(CultureInfo.InvariantCulture),
            [nameof(Size)] = Size.ToString(CultureInfo.InvariantCulture),
            [nameof(Unit)] = Unit,
        });
    }
}
