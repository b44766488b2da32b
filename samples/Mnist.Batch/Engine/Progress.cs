namespace Mnist.Batch.Engine;

/// <summary>How far a run is.</summary>
/// <param name="Run">The run.</param>
/// <param name="Done">How many jobs are done.</param>
/// <param name="Failed">How many jobs were given up.</param>
/// <param name="Workers">How many workers have its model.</param>
internal sealed record Progress(Run Run, long Done, long Failed, int Workers)
{
    /// <summary>Gets a value indicating whether no job is left to be done.</summary>
    public bool IsOver => Done + Failed >= Run.Jobs;

    /// <summary>Gets about how much is done, in the run's unit: a job counts when it is done.</summary>
    public long Size => Run.Jobs == 0 ? 0 : Run.Size * Done / Run.Jobs;
}
