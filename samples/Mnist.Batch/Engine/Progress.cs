namespace Mnist.Batch.Engine;

/// <summary>The progress of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Done">The number of jobs that are done.</param>
/// <param name="Failed">The number of jobs that failed.</param>
/// <param name="Workers">The number of workers for its queue.</param>
internal sealed record Progress(Run Run, long Done, long Failed, int Workers)
{
    /// <summary>Gets a value indicating whether no jobs are left.</summary>
    public bool IsOver => Done + Failed >= Run.Jobs;

    /// <summary>Gets the approximate progress in the unit of the run: a job counts when it is done.</summary>
    public long Size => Run.Jobs == 0 ? 0 : Run.Size * Done / Run.Jobs;
}
