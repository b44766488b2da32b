using DenseNetworks.ML.Training;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

/// <summary>Gradients of the inputs alone that a batch touches.</summary>
public sealed class SparseInputGradientsTests : TorchTest
{
    private const int RowCount = 40;
    private const int BatchSize = 8;

    private readonly ManagedBackend _backend = new();
    private readonly NetworkLayout _layout = new(2_000, 16, 3);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 2_000, classCount: 3, zeroShare: 0.99);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 0.9)]
    public void They_lead_where_all_gradients_lead_bit_for_bit(int workers, double averaging)
    {
        var recipe = TrainingRecipe.Fast with { WeightAveraging = averaging };
        using var few = Make(recipe, workers);
        using var all = Make(recipe with { GradientClipping = 1e9 }, workers); // which never clips, but wants all to measure them

        Train(few);
        Train(all);

        Numbers(few).Should().Equal(Numbers(all));
    }

    [Fact]
    public void They_lead_where_autograd_leads()
    {
        using var engine = Make(TrainingRecipe.Tutorial, workers: 2);
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        Train(engine, (start, count) =>
        {
            reference.Differentiate(_data.Features.narrow(0, start, count), _data.Labels.narrow(0, start, count));
            reference.Step(1e-2);
        });

        var expected = reference.Parameters.SelectMany(values => values.reshape(-1).data<float>().ToArray());
        Numbers(engine).Zip(expected, (a, b) => MathF.Abs(a - b)).Max().Should().BeLessThan(1e-4f);
    }

    protected override void Dispose(bool disposing)
    {
        _backend.Dispose();
        base.Dispose(disposing);
    }

    private CpuEngine Make(TrainingRecipe recipe, int workers) =>
        new(_backend, _layout, new Random(1), recipe, isSparse: true, new RowLimits(BatchSize, BatchSize), workers);

    private void Train(CpuEngine engine, Action<int, int>? afterStep = null)
    {
        for (var epoch = 0; epoch < 3; epoch++)
        {
            engine.Begin(_data.Select(isSparse: true));
            for (var start = 0; start < RowCount; start += BatchSize)
            {
                engine.Step(start, BatchSize, learningRate: 1e-2);
                afterStep?.Invoke(start, BatchSize);
            }
        }
    }

    private static float[] Numbers(TrainingEngine engine) =>
        [.. engine.ToDenseNetwork().Layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];
}
