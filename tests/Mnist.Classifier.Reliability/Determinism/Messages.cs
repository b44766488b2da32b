using System.Globalization;
using System.Text.RegularExpressions;
using DenseNetworks;
using DenseNetworks.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>What the library says in words and numbers.</summary>
internal static partial class Messages
{
    /// <summary>Removes how long something took.</summary>
    public static string WithoutSeconds(string message) => Seconds().Replace(message, "");

    /// <summary>Writes a history without its seconds.</summary>
    public static string Of(TrainingHistory history) => string.Join(
        '\n', history.Epochs.Select(epoch => string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Epoch} {epoch.EpochCount} {epoch.Loss:R} {epoch.Accuracy:R} {epoch.ValidationLoss:R} {epoch.ValidationAccuracy:R} {epoch.LearningRate:R}"))
            .Append($"{history.BestEpoch}"));

    /// <summary>Gets a text of each kind that has numbers in it.</summary>
    public static string Of(MnistClassifier classifier) => string.Join(
        '\n',
        Digits.Data.Train,
        Digits.Data,
        classifier.Predict(Digits.TestImages[0]),
        SaveAttempt.Try(() => classifier.Predict(new byte[1_000])),
        SaveAttempt.Try(() => Digits.Train(1, TrainingRecipe.Fast with { LearningRate = -1234.5, Dropout = 1.5, Epochs = -1 })),
        SaveAttempt.Try(() => Digits.Train(1, TrainingRecipe.Fast with { ValidationFraction = 0.0001 })));

    [GeneratedRegex(@"\d+[.,]\d+ s$|\d{2}:\d{2}:\d{2}\S*")]
    private static partial Regex Seconds();
}
