namespace Mnist.Cli.Results;

/// <summary>The predictions for pictures.</summary>
/// <param name="Model">The file of the model, or its name.</param>
/// <param name="Predictions">One for each picture, in the order of the command line.</param>
internal sealed record PredictResult(string Model, IReadOnlyList<PicturePrediction> Predictions);
