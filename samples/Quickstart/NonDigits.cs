using Mnist.Classifier;

namespace Quickstart;

/// <summary>Shows that a model can tell what is no digit from what is one.</summary>
internal static class NonDigits
{
    private const int Count = 1_000;

    public static void Print(MnistClassifier classifier)
    {
        var doodles = LabeledImages.GenerateNonDigits(Count, seed: 2026);
        var refused = Enumerable.Range(0, Count).Count(index => !classifier.Predict(doodles.GetPixels(index)).IsDigit);
        Console.WriteLine($"Of {Count:N0} scribbles, it takes {Count - refused:N0} for digits (IsDigit). One of them:");
        Console.WriteLine();
        Gallery.Print(doodles.GetPixels(0));
        var prediction = classifier.Predict(doodles.GetPixels(0));
        Console.WriteLine($"It says: {prediction}.");
    }
}
