using DenseNetworks.ML;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Trains on every thread that the pool has, so that none is left for anything else.</summary>
internal static class TrainOnPoolThreads
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Prints how many trainings came to their end.</summary>
    public static void Run()
    {
        var data = MnistDataset.Generate(trainCount: 2_000, testCount: 10);
        if (!ThreadPool.SetMinThreads(2, 2) || !ThreadPool.SetMaxThreads(2, 2))
        {
            throw new InvalidOperationException("Set DOTNET_PROCESSOR_COUNT to 2: a pool has no fewer threads than there are processors.");
        }

        var recipe = TrainingRecipe.Fast with { Epochs = 2, ValidationFraction = 0.2, TemperatureScaling = true };
        var trainings = Enumerable.Range(0, 2).Select(_ => Task.Run(() => MnistClassifier.Train(data, recipe))).ToArray();
        Task.WaitAll(trainings, Patience);
        Console.WriteLine($"trained {trainings.Count(training => training.IsCompletedSuccessfully)}");
        Environment.Exit(0); // threads of the pool do not keep a process alive, but those that wait for each other may
    }
}
