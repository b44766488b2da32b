namespace Mnist.Batch.Training;

/// <summary>The accuracy of a training.</summary>
/// <param name="HiddenLayers">The sizes of its hidden layers.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="HeldOut">The accuracy on the held-out rows, 0 to 1, by which the network is chosen.</param>
/// <param name="Test">The accuracy on the test images, 0 to 1, reported for the chosen network.</param>
internal sealed record TrainingOutcome(IReadOnlyList<int> HiddenLayers, int Seed, double HeldOut, double Test);
