using Mnist.Classifier;

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

    /// <summary>Measures a model.</summary>
    public static Evaluation Of(MnistClassifier classifier, string model, LabeledImages images, string data)
    {
        var metrics = classifier.Evaluate(images);
        var confusion = metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count).ToList()).ToList();
        return new Evaluation
        {
            Model = model,
            Data = data,
            Images = confusion.Sum(row => row.Sum()),
            Accuracy = metrics.MicroAccuracy,
            MacroAccuracy = metrics.MacroAccuracy,
            LogLoss = metrics.LogLoss,
            Ece = classifier.EvaluateCalibration(images).ExpectedCalibrationError,
            Confusion = confusion,
        };
    }
}
