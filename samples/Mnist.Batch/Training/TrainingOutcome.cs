namespace Mnist.Batch.Training;

/// <summary>How good a training became.</summary>
/// <param name="HiddenLayers">The sizes of its hidden layers.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="HeldOut">The accuracy on the rows that it held out, 0 to 1: what is chosen by.</param>
/// <param name="Test">The accuracy on the test images, 0 to 1: what is told of those that were chosen.</param>
internal sealed record TrainingOutcome(IReadOnlyList<int> HiddenLayers, int Seed, double HeldOut, double Test);
