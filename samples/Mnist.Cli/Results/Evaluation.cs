using Mnist.Cli.Judging;

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
    public static Evaluation Of(Judgement judgement, string model, string data) => new()
    {
        Model = model,
        Data = data,
        Images = judgement.DigitCount,
        Accuracy = judgement.Metrics.MicroAccuracy,
        MacroAccuracy = judgement.Metrics.MacroAccuracy,
        LogLoss = judgement.Metrics.LogLoss,
        Ece = judgement.Calibration.ExpectedCalibrationError,
        Confusion = [.. ConfusionMatrix.Digits.Select(label =>
            ConfusionMatrix.Digits.Select(predicted => judgement.Confusion[label, predicted]).ToList())],
    };
}
