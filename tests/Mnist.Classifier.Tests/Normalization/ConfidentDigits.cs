using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Digits;

namespace Mnist.Classifier.Tests.Normalization;

/// <summary>
/// Three classifiers of generated digits, which differ in their seeds, and some digits that all of them read with
/// confidence. What one of them makes of a photograph is a matter of luck; what most of them make of it is less so.
/// </summary>
public sealed class ConfidentDigits
{
    public const int Count = 20;
    private const int Classifiers = 3;
    private const float Confident = 0.95f;

    private readonly List<MnistClassifier> _classifiers;

    public ConfidentDigits()
    {
        Data = MnistDataset.Generate(trainCount: 20_000, testCount: 100, seed: 1);
        _classifiers = [.. Enumerable.Range(1, Classifiers).Select(seed => MnistClassifier.Train(Data, TrainingRecipe.Tutorial, new MLContext(seed)))];
        Digits = [.. Enumerable.Range(0, Data.Test.Count).Where(IsReadWithConfidence).Take(Count)];
    }

    public MnistDataset Data { get; }

    public IReadOnlyList<int> Digits { get; }

    /// <summary>Returns whether most of the classifiers read a picture of a digit correctly.</summary>
    public bool IsReadCorrectly(int index, byte[] picture) => _classifiers.Count(classifier =>
    {
        using var file = new MemoryStream(picture);
        return classifier.PredictImage(file) is { Finding: not DigitFinding.Blank } prediction
            && prediction.Digit == Data.Test.GetLabel(index);
    }) > Classifiers / 2;

    private bool IsReadWithConfidence(int index) => _classifiers.TrueForAll(classifier =>
    {
        var prediction = classifier.Predict(Data.Test.GetPixels(index));
        return prediction.Digit == Data.Test.GetLabel(index) && prediction.Confidence > Confident;
    });
}
