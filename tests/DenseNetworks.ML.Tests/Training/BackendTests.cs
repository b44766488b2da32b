using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>What a user sees of what multiplies the matrices, where libtorch is to be had. Where it is not, other programs train.</summary>
public sealed class BackendTests : IDisposable
{
    private static readonly TrainingRecipe Recipe = TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 5, LearningRate = 0.01 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TrainingBackend.Automatic, TrainingBackend.LibTorch)]
    [InlineData(TrainingBackend.LibTorch, TrainingBackend.LibTorch)]
    [InlineData(TrainingBackend.Managed, TrainingBackend.Managed)]
    public void The_history_names_it_and_keeps_it_in_the_file(TrainingBackend wanted, TrainingBackend used)
    {
        var model = Fit(new() { Recipe = Recipe, Backend = wanted });
        new MLContext().Model.Save(model, inputSchema: null, _folder.File("model.zip"));

        model.History!.Backend.Should().Be(used);
        DenseNetwork.Load(_folder.File("model.zip")).History!.Backend.Should().Be(used);
    }

    [Theory]
    [InlineData(TrainingBackend.LibTorch, "by libtorch:")]
    [InlineData(TrainingBackend.Managed, "by managed code:")]
    public void The_log_names_it(TrainingBackend backend, string name)
    {
        var messages = new List<string>();

        Fit(new() { Recipe = Recipe, Backend = backend }, new MLContext(seed: 1), messages.Add);

        messages.Should().ContainSingle(message => message.Contains($"rows {name}", StringComparison.Ordinal));
    }

    [Fact]
    public void In_managed_code_the_same_seed_gives_the_same_weights_bit_for_bit_and_nearly_those_of_libtorch()
    {
        var options = new DenseNetworkTrainer.Options { Recipe = Recipe, Backend = TrainingBackend.Managed };

        var (first, second) = (Fit(options), Fit(options));
        var other = Fit(new() { Recipe = Recipe, Backend = TrainingBackend.LibTorch });

        Weights(first).Should().Equal(Weights(second));
        Weights(first).Zip(Weights(other), (a, b) => MathF.Abs(a - b)).Max().Should().BeLessThan(1e-2f);
    }

    [Fact]
    public void A_checkpoint_goes_on_by_the_backend_that_it_began_with()
    {
        var path = _folder.File("training.zip");
        var constant = Recipe with { LearningRateSchedule = LearningRateSchedule.Constant };
        Fit(new() { Recipe = constant with { Epochs = 2 }, Backend = TrainingBackend.Managed, CheckpointPath = path });

        var resumed = Fit(new() { Recipe = constant, CheckpointPath = path });

        resumed.History!.Backend.Should().Be(TrainingBackend.Managed);
        Weights(resumed).Should().Equal(Weights(Fit(new() { Recipe = constant, Backend = TrainingBackend.Managed })));
    }

    [Fact]
    public void A_checkpoint_of_another_backend_is_refused_where_one_is_named()
    {
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = Recipe, Backend = TrainingBackend.Managed, CheckpointPath = _folder.File("training.zip"),
        };
        Fit(options);

        var other = () => Fit(new() { Recipe = Recipe, Backend = TrainingBackend.LibTorch, CheckpointPath = options.CheckpointPath });

        other.Should().Throw<InvalidOperationException>().WithMessage("*another training: Backend was Managed and is LibTorch. *");
    }

    [Fact]
    public void Managed_code_on_a_GPU_is_refused_when_the_trainer_is_made()
    {
        var make = () => Fit(new() { Recipe = Recipe, Backend = TrainingBackend.Managed, GpuDeviceId = 0 });

        make.Should().Throw<ArgumentException>().WithMessage("*GPUs need libtorch*");
    }

    [Fact]
    public void Managed_code_leaves_the_GPU_of_the_context_alone_if_it_may()
    {
        var model = Fit(
            new() { Recipe = Recipe, Backend = TrainingBackend.Managed }, new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true });

        model.History!.Backend.Should().Be(TrainingBackend.Managed);
    }

    private static DenseNetworkTransformer Fit(
        DenseNetworkTrainer.Options options, MLContext? context = null, Action<string>? log = null)
    {
        var ml = context ?? new MLContext(seed: 1);
        ml.Log += (_, e) => log?.Invoke(e.Message);
        return ml.MulticlassClassification.Trainers.DenseNetwork(options).Fit(Point.GenerateLabelled(ml));
    }

    private static float[] Weights(DenseNetworkTransformer model) =>
        [.. model.Network.Layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];
}
