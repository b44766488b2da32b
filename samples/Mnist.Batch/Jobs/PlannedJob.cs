namespace Mnist.Batch.Jobs;

/// <summary>A job of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pictures">The number of its pictures.</param>
internal sealed record PlannedJob(string Name, int Pictures);
