using DenseNetworks.ML.Training;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines.Torch;

/// <summary>The training meant for a GPU, on the CPU.</summary>
public sealed class TensorEngineTests : TrainingEngineTests
{
    private protected override bool IsSparse => false;

    [Fact]
    public void Dropout_keeps_its_share_of_the_units_and_scales_them()
    {
        using var dropout = new TensorDropout(0.25, seed: 1, CPU);

        var mask = dropout.Draw(zeros(1_000, 100)).data<float>().ToArray();

        mask.Should().OnlyContain(value => value == 0 || value == 1 / 0.75f);
        mask.Average().Should().BeApproximately(1, 0.01f);
    }

    private protected override TrainingEngine Make(NetworkLayout layout, TrainingRecipe recipe) =>
        new TensorEngine(Memory, layout, new Random(1), recipe, CPU, new RowLimits(RowCount, RowCount));

    private protected override IReadOnlyList<Tensor> DrawMasks(double share, int seed, long step)
    {
        using var dropout = new TensorDropout(share, seed, CPU);
        dropout.BeginStep(step + 1);
        return [dropout.Draw(zeros(RowCount, 30)), dropout.Draw(zeros(RowCount, 17))];
    }
}
