namespace Mnist.Cli.Results;

/// <summary>The digits in pictures.</summary>
/// <param name="Model">The file of the model, or its name.</param>
/// <param name="Pictures">One for each picture, in the order of the command line.</param>
internal sealed record ReadResult(string Model, IReadOnlyList<PictureRows> Pictures);
