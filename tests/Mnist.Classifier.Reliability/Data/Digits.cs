using DenseNetworks.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Generated digits and what is trained of them.</summary>
internal static class Digits
{
    public const int PixelCount = 28 * 28;

    /// <summary>Gets what all suites train on and predict.</summary>
    public static MnistDataset Data { get; } = MnistDataset.Generate(trainCount: 2_000, testCount: 1_000, seed: 1);

    /// <summary>Gets the test images, each in an array of its own.</summary>
    public static byte[][] TestImages { get; } =
        [.. Enumerable.Range(0, Data.Test.Count).Select(index => Data.Test.GetPixels(index).ToArray())];

    /// <summary>Trains a network of the usual size.</summary>
    public static MnistClassifier Train(int seed, TrainingRecipe? recipe = null) =>
        MnistClassifier.Train(Data, recipe ?? TrainingRecipe.Fast with { Epochs = 2 }, new Microsoft.ML.MLContext(seed));

    /// <summary>Trains a network whose zip has about nine million bytes.</summary>
    public static MnistClassifier TrainLarge(int seed) =>
        Train(seed, TrainingRecipe.Fast with { HiddenLayers = [1536, 768], Epochs = 1 });

    /// <summary>Gets a classifier's zip.</summary>
    public static byte[] ZipOf(MnistClassifier classifier)
    {
        using var zip = new MemoryStream();
        classifier.Save(zip);
        return zip.ToArray();
    }
}
