using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well a recipe does on the test images, over several seeds.</summary>
internal static class AccuracySuite
{
    private const int Seeds = 5;

    public static void Run(MnistDataset data)
    {
        var accuracies = new List<double>();
        Console.WriteLine("| seed | test accuracy |");
        Console.WriteLine("|---|---|");
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var classifier = MnistClassifier.Train(data, TrainingRecipe.Seed, new MLContext(seed));
            accuracies.Add(classifier.Evaluate(data.Test).MicroAccuracy);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {seed} | {100 * accuracies[^1]:F2} % |"));
        }

        var mean = accuracies.Average();
        var deviation = Math.Sqrt(accuracies.Sum(accuracy => Math.Pow(accuracy - mean, 2)) / (Seeds - 1));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| mean ± standard deviation | {100 * mean:F2} ± {100 * deviation:F2} % |"));
    }
}
