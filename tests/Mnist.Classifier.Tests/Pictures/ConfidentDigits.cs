using Microsoft.ML;

namespace Mnist.Classifier.Tests.Pictures;

/// <summary>A classifier of generated digits, and some digits that it reads with confidence.</summary>
public sealed class ConfidentDigits
{
    public const int Count = 20;
    private const float Confident = 0.95f;

    public ConfidentDigits()
    {
        Data = MnistDataset.Generate(trainCount: 20_000, testCount: 100, seed: 1);
        Classifier = MnistClassifier.Train(Data, TrainingRecipe.Seed, new MLContext(seed: 1));
        Digits = [.. Enumerable.Range(0, Data.Test.Count).Where(IsReadWithConfidence).Take(Count)];
    }

    public MnistDataset Data { get; }

    public MnistClassifier Classifier { get; }

    public IReadOnlyList<int> Digits { get; }

    private bool IsReadWithConfidence(int index)
    {
        var prediction = Classifier.Predict(Data.Test.GetPixels(index));
        return prediction.Digit == Data.Test.GetLabel(index) && prediction.Confidence > Confident;
    }
}
