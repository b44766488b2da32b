using Mnist.Cli.Metrics;

namespace Mnist.Cli.Results;

/// <summary>The evaluation of a model on digits that it was not trained on.</summary>
internal sealed record Evaluation
{
    /// <summary>The file of the model, or its name.</summary>
    public required string Model { get; init; }

    /// <summary>Where the digits come from.</summary>
    public required string Data { get; init; }

    /// <summary>The number of digits with a label.</summary>
    public required int Images { get; init; }

    /// <summary>The fraction that is classified correctly, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean of this fraction over the ten digits, 0 to 1.</summary>
    public required double MacroAccuracy { get; init; }

    /// <summary>The mean cross-entropy, in nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The expected calibration error over 15 bins, 0 to 1.</summary>
    public required double Ece { get; init; }

    /// <summary>The number of images of each digit (row) with each prediction (column).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Creates the result of an evaluation.</summary>
    public static Evaluation Of(ModelEvaluation evaluation, string model, string data) => new()
    {
        Model = model,
        Data = data,
        Images = evaluation.DigitCount,
        Accuracy = evaluation.Metrics.MicroAccuracy,
        MacroAccuracy = evaluation.Metrics.MacroAccuracy,
        LogLoss = evaluation.Metrics.LogLoss,
        Ece = evaluation.Calibration.ExpectedCalibrationError,
        Confusion = [.. ConfusionMatrix.Digits.Select(label =>
            ConfusionMatrix.Digits.Select(predicted => evaluation.Confusion[label, predicted]).ToList())],
    };
}
