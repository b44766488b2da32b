using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Tests.Training;

public sealed class GarbageCollectionTests
{
    [Fact]
    public async Task What_libtorch_reads_is_not_collected_while_it_reads()
    {
        var data = MnistDataset.Generate(trainCount: 4_000, testCount: 1, seed: 1);
        var recipe = TrainingRecipe.Tutorial with { HiddenLayers = [8], Epochs = 3, BatchSize = 4 };
        var expected = MnistClassifier.Train(data, recipe, new MLContext(seed: 1));
        using var ended = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });

        var trained = MnistClassifier.Train(data, recipe, new MLContext(seed: 1));
        await ended.CancelAsync();
        await collecting;

        trained.Network.Layers[0].Weights.SequenceEqual(expected.Network.Layers[0].Weights).Should().BeTrue();
    }
}
