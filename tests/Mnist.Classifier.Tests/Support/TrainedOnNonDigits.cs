using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Tests.Support;

/// <summary>A classifier that has learned what is no digit as well, once for all the tests that only use it.</summary>
public sealed class TrainedOnNonDigits
{
    public MnistDataset Data { get; } = MnistDataset.Generate(trainCount: 6_000, testCount: 1_000, seed: 1);

    public MnistClassifier Classifier { get; }

    public TrainedOnNonDigits()
    {
        Classifier = MnistClassifier.Train(
            Data, TrainingRecipe.Fast with { BackgroundClass = true, ValidationFraction = 0.1 }, new MLContext(seed: 1));
    }
}
