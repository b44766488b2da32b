using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Tests.Support;

/// <summary>A classifier trained on generated digits, once for all the tests that only use it.</summary>
public sealed class TrainedDigits
{
    public MnistDataset Data { get; } = MnistDataset.Generate(trainCount: 6_000, testCount: 1_000, seed: 1);

    public MnistClassifier Classifier { get; }

    public TrainedDigits()
    {
        Classifier = MnistClassifier.Train(Data, TrainingRecipe.Tutorial with { Epochs = 2 }, new MLContext(seed: 1));
    }
}
