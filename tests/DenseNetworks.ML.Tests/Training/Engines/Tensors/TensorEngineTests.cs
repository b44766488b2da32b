using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Tensors;

/// <summary>Holds the training meant for a GPU against autograd and the definition of Adam, on the CPU.</summary>
public sealed class TensorEngineTests : TorchTest
{
    private const int RowCount = 45;

    private static readonly TrainingRecipe Recipe = new() { LabelSmoothing = 0.2, WeightDecay = 0.3 };

    private readonly NetworkLayout _layout = new(20, 30, 4);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 20, classCount: 4);

    [Fact]
    public void Many_steps_lead_where_the_definition_of_Adam_leads()
    {
        const int BatchSize = 20; // the last batch is smaller
        using var engine = new TensorEngine(_layout, new Random(1), CPU, Recipe);
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        for (var epoch = 0; epoch < 5; epoch++)
        {
            engine.Begin(_data.Select(isSparse: false));
            for (var start = 0; start < RowCount; start += BatchSize)
            {
                var count = Math.Min(BatchSize, RowCount - start);
                engine.Step(start, count, learningRate: 1e-3);
                reference.Differentiate(
                    _data.Features.narrow(0, start, count), _data.Labels.narrow(0, start, count), Recipe.LabelSmoothing);
                reference.Step(1e-3, Recipe.WeightDecay);
            }
        }

        var network = engine.ToDenseNetwork();
        var expected = reference.Forward(_data.Features).softmax(1);
        var probabilities = new float[4];
        for (var row = 0; row < RowCount; row++)
        {
            network.ComputeProbabilities(_data.Row(row), probabilities);
            probabilities.Zip(expected[row].data<float>(), (a, b) => MathF.Abs(a - b)).Max().Should().BeLessThan(1e-4f);
        }
    }

    [Fact]
    public void Evaluating_counts_what_the_engine_of_the_CPU_counts()
    {
        using var engine = new TensorEngine(_layout, new Random(1), CPU, Recipe);
        using var other = new CpuEngine(_layout, new Random(1), new CpuEngineSettings
        {
            IsSparse = false, Rows = new RowLimits(RowCount, RowCount), WorkerCount = 1,
        });

        engine.Begin(_data.Select(isSparse: false));
        engine.Evaluate(0, RowCount);
        other.Begin(_data.Select(isSparse: false));
        other.Evaluate(0, RowCount);

        engine.Average().Loss.Should().BeApproximately(other.Average().Loss, 1e-5);
        engine.Average().Accuracy.Should().Be(other.Average().Accuracy);
    }

    [Fact]
    public void Weights_that_were_kept_come_back_and_those_that_are_not_numbers_are_noticed()
    {
        using var engine = new TensorEngine(_layout, new Random(1), CPU, Recipe);
        engine.Begin(_data.Select(isSparse: false));
        var before = engine.ToDenseNetwork();

        engine.KeepWeights();
        engine.Step(0, RowCount, learningRate: double.PositiveInfinity);
        var isFinite = engine.HasFiniteWeights();
        engine.RestoreWeights();

        isFinite.Should().BeFalse();
        engine.HasFiniteWeights().Should().BeTrue();
        engine.ToDenseNetwork().Layers[0].Weights.ToArray().Should().Equal(before.Layers[0].Weights.ToArray());
    }
}
