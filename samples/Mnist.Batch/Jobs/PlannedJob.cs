namespace Mnist.Batch.Jobs;

/// <summary>A job of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pictures">How many pictures it has.</param>
internal sealed record PlannedJob(string Name, int Pictures);
