namespace Mnist.Cli.Results;

/// <summary>What a model reads in pictures.</summary>
/// <param name="Model">The model's file, or what it is called.</param>
/// <param name="Predictions">One for each picture, in the order of the command line.</param>
internal sealed record PredictResult(string Model, IReadOnlyList<PicturePrediction> Predictions);
