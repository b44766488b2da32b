using Mnist.Classifier;

namespace Quickstart;

/// <summary>Shows that a model can distinguish digits from other images.</summary>
internal static class NonDigits
{
    private const int Count = 1_000;

    public static void Print(MnistClassifier classifier)
    {
        var doodles = LabeledImages.GenerateNonDigits(Count, seed: 2026);
        var refused = Enumerable.Range(0, Count).Where(index => !classifier.Predict(doodles.GetPixels(index)).IsDigit).ToList();
        Console.WriteLine($"{Environment.NewLine}Of {Count:N0} scribbles, the model in the package accepts " +
            $"{Count - refused.Count:N0} as digits (IsDigit).");
        if (refused.Count > 0)
        {
            Console.WriteLine("One that it rejects:");
            Console.WriteLine();
            Gallery.Print(doodles.GetPixels(refused[0]));
            Console.WriteLine($"Its prediction: {classifier.Predict(doodles.GetPixels(refused[0]))}.");
        }
    }
}
