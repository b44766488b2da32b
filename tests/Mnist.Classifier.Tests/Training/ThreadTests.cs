using DenseNetworks.ML;
using DenseNetworks.ML.Tests.Training;
using Microsoft.ML;
using TorchSharp;

namespace Mnist.Classifier.Tests.Training;

/// <summary>Changes the number of libtorch's threads, which is one for the whole process, so no other test may run beside these.</summary>
[Collection(NativeMemoryCollection.Name)]
public sealed class ThreadTests : TorchTest
{
    private static readonly MnistDataset Data = MnistDataset.Generate(trainCount: 1_500, testCount: 500, seed: 1);
    private static readonly TrainingRecipe Recipe = TrainingRecipe.Fast with { HiddenLayers = [32], Epochs = 3, BatchSize = 64 };

    private readonly int _threadsBefore = torch.get_num_threads();

    [Fact]
    public void A_training_leaves_the_number_of_libtorchs_threads_as_it_was()
    {
        torch.set_num_threads(3);

        Train();
        var afterOne = torch.get_num_threads();
        var fail = () => MnistClassifier.Train(
            Data, Recipe with { LearningRate = 1e30, WeightDecay = 0 }, new MLContext(seed: 1));

        fail.Should().Throw<InvalidOperationException>();
        afterOne.Should().Be(3);
        torch.get_num_threads().Should().Be(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void One_number_of_threads_gives_one_network_and_every_number_a_good_one(int threads)
    {
        torch.set_num_threads(threads);

        var first = Train();
        var second = Train();

        AreSame(first, second).Should().BeTrue();
        first.Evaluate(Data.Test).MicroAccuracy.Should().BeGreaterThan(0.5);
    }

    [Fact]
    public async Task Parallel_trainings_give_the_same_networks_as_single_ones()
    {
        torch.set_num_threads(2);
        var alone = Train();

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Train)));

        together.Select(other => AreSame(other, alone)).Should().AllBeEquivalentTo(true);
        torch.get_num_threads().Should().Be(2);
    }

    protected override void Dispose(bool disposing)
    {
        torch.set_num_threads(_threadsBefore);
        base.Dispose(disposing);
    }

    private static bool AreSame(MnistClassifier a, MnistClassifier b) =>
        a.Network.Layers.Zip(b.Network.Layers).All(pair => pair.First.Weights.SequenceEqual(pair.Second.Weights));

    private static MnistClassifier Train() => MnistClassifier.Train(Data, Recipe, new MLContext(seed: 1));
}
