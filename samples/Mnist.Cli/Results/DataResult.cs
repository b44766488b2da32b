namespace Mnist.Cli.Results;

/// <summary>What digits there are.</summary>
/// <param name="Data">Where they come from.</param>
/// <param name="Folder">The folder they are in, or null.</param>
/// <param name="Train">How many there are of each digit to learn from.</param>
/// <param name="Test">How many there are of each digit to judge by.</param>
/// <param name="IsMnist">Whether they are the MNIST database, to the bit.</param>
internal sealed record DataResult(string Data, string? Folder, IReadOnlyList<int> Train, IReadOnlyList<int> Test, bool IsMnist);
