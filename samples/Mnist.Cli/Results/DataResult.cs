namespace Mnist.Cli.Results;

/// <summary>A data set.</summary>
/// <param name="Data">Where they come from.</param>
/// <param name="Folder">Their folder, or null.</param>
/// <param name="Train">The number of training images of each digit.</param>
/// <param name="Test">The number of test images of each digit.</param>
/// <param name="IsMnist">Whether they are exactly the MNIST database.</param>
internal sealed record DataResult(string Data, string? Folder, IReadOnlyList<int> Train, IReadOnlyList<int> Test, bool IsMnist);
