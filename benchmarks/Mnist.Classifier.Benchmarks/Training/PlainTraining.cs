using DenseNetworks.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains by the plain TorchSharp loop.</summary>
internal static class PlainTraining
{
    /// <summary>Reads the four files without checking them, trains, and saves the weights as TorchSharp does.</summary>
    public static TrainingRun FromFiles(string folder, string weights, TrainingRecipe recipe, int seed)
    {
        var (load, (train, test)) = Clock.Time(() => (PlainIdxFiles.Read(folder, "train"), PlainIdxFiles.Read(folder, "t10k")));
        var (seconds, model) = Clock.Time(() => PlainTorchLoop.Train(train.Pixels, train.Labels, recipe, seed));
        using (model)
        {
            var save = Clock.Seconds(() => model.save(weights));
            return new TrainingRun(load, seconds, save, TorchNetwork.Accuracy(model, test.Pixels, test.Labels));
        }
    }
}
