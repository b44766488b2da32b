using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains by <c>MnistClassifier.Train</c>.</summary>
internal static class LibraryTraining
{
    public static TrainingRun FromMemory(
        MnistDataset digits, TrainingRecipe recipe, int seed, TrainingBackend backend = TrainingBackend.Automatic)
    {
        var (seconds, classifier) = Clock.Time(
            () => MnistClassifier.Train(digits, recipe, new MLContext(seed), backend: backend));
        return Describe(load: 0, seconds, save: 0, classifier, digits);
    }

    /// <summary>Reads the four files, trains and saves a zip.</summary>
    public static TrainingRun FromFiles(
        string folder, string zip, TrainingRecipe recipe, int seed, TrainingBackend backend = TrainingBackend.Automatic)
    {
        var (load, digits) = Clock.Time(() => MnistDataset.Load(folder));
        var (train, classifier) = Clock.Time(
            () => MnistClassifier.Train(digits, recipe, new MLContext(seed), backend: backend));
        var save = Clock.Seconds(() => classifier.Save(zip));
        return Describe(load, train, save, classifier, digits);
    }

    private static TrainingRun Describe(
        double load, double train, double save, MnistClassifier classifier, MnistDataset digits) =>
        new(load, train, save, classifier.Evaluate(digits.Test).MicroAccuracy)
        {
            EpochsAfterFirst = [.. classifier.History!.Epochs.Skip(1).Select(epoch => epoch.Duration.TotalSeconds)],
        };
}
