using Mnist.Cli.Metrics;

namespace Mnist.Cli.Results;

/// <summary>How good a model is, on digits that it has not learned from.</summary>
internal sealed record Evaluation
{
    /// <summary>The model's file, or what it is called.</summary>
    public required string Model { get; init; }

    /// <summary>Where the digits come from.</summary>
    public required string Data { get; init; }

    /// <summary>How many digits with a label there are.</summary>
    public required int Images { get; init; }

    /// <summary>The share of them that is classified rightly, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean of the shares of the ten digits, 0 to 1.</summary>
    public required double MacroAccuracy { get; init; }

    /// <summary>The mean cross-entropy, in nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The expected calibration error over 15 bins, 0 to 1.</summary>
    public required double Ece { get; init; }

    /// <summary>How many images of each digit, a row, are taken for which digit, a column.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Writes down how a model was judged.</summary>
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
