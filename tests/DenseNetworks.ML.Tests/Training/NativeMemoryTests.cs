using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Counts libtorch's tensors in the whole process, so no other test may run beside these.</summary>
[Collection(NativeMemoryCollection.Name)]
public sealed class NativeMemoryTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void No_tensor_outlives_a_training() => CheckNothingStays(() => Fit(_ => { }));

    [Fact]
    public void No_tensor_outlives_a_training_that_fails() => CheckNothingStays(() =>
    {
        var fit = () => Fit(_ => throw new TimeoutException());
        fit.Should().Throw<TimeoutException>();
    });

    private static void CheckNothingStays(Action train)
    {
        train(); // what libtorch and TorchSharp make once for good
        var before = torch.Tensor.TotalCount;

        train();

        torch.Tensor.TotalCount.Should().Be(before);
    }

    private void Fit(Action<EpochResult> onEpoch) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [8], Epochs = 3, ValidationFraction = 0.2, EarlyStopping = new(), Dropout = 0.1, WeightAveraging = 0.9, GradientClipping = 1, Distillation = new() { Teacher = Networks.Random(1, 2, 5, 3) } },
            Progress = new Reporter<EpochResult>(onEpoch),
        }).Fit(Point.GenerateLabelled(_ml));
}
