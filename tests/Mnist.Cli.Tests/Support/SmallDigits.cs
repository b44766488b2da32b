using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using Testing;

namespace Mnist.Cli.Tests.Support;

/// <summary>A folder with few generated digits, and a model that was trained on them, for the tests that only read them.</summary>
public sealed class SmallDigits : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDigits()
    {
        Data = MnistDataset.Generate(trainCount: 600, testCount: 200, seed: 5);
        Directory.CreateDirectory(Folder);
        Data.Train.SaveIdx(Path.Join(Folder, "train-images-idx3-ubyte"), Path.Join(Folder, "train-labels-idx1-ubyte"));
        Data.Test.SaveIdx(Path.Join(Folder, "t10k-images-idx3-ubyte"), Path.Join(Folder, "t10k-labels-idx1-ubyte"));
        Classifier = MnistClassifier.Train(Data, TrainingRecipe.Tutorial with { Epochs = 2 }, new MLContext(seed: 1));
        Classifier.Save(Model);
    }

    public MnistDataset Data { get; }

    public MnistClassifier Classifier { get; }

    public string Folder => _folder.File("digits");

    public string Model => _folder.File("model.zip");

    public void Dispose() => _folder.Dispose();
}
