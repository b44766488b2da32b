namespace Mnist.Cli.Results;

/// <summary>The digits in pictures.</summary>
/// <param name="Model">The model's file, or what it is called.</param>
/// <param name="Pictures">One for each picture, in the order of the command line.</param>
internal sealed record ReadResult(string Model, IReadOnlyList<PictureRows> Pictures);
