using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Tests.Training.Augmentation;
using DenseNetworks.ML.Training;
using Testing;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Checkpoints;

/// <summary>Both engines, with everything on, go on from a state as the engine that gave it.</summary>
public sealed class EngineStateTests : TorchTest
{
    private const int RowCount = 45;

    private readonly NetworkLayout _layout = new(45, 30, 17, 4);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 45, classCount: 4);

    public static TheoryData<string> Engines => ["tensors", "sparse", "matrix"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Steps_after_a_restored_state_are_those_after_the_copied_one(string kind)
    {
        using var first = Make(kind);
        Step(first, 3);
        first.KeepWeights();
        Step(first, 2);
        var state = first.CopyState();
        using var second = Make(kind);
        Step(second, 1); // something to forget

        second.RestoreState(state);

        Step(first, 4);
        Step(second, 4);
        Numbers(second).Should().Equal(Numbers(first));
        first.RestoreWeights();
        second.RestoreWeights();
        Numbers(second).Should().Equal(Numbers(first));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_state_does_not_change_with_the_engine_that_gave_it(string kind)
    {
        using var engine = Make(kind);
        Step(engine, 2);
        var state = engine.CopyState();
        var before = Numbers(state.Weights);

        Step(engine, 2);

        Numbers(state.Weights).Should().Equal(before).And.NotEqual(Numbers(engine.CopyState().Weights));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void To_copy_a_state_changes_nothing(string kind)
    {
        using var watched = Make(kind);
        using var other = Make(kind);
        for (var step = 0; step < 3; step++)
        {
            Step(watched, 1);
            watched.CopyState();
            Step(other, 1);
        }

        Numbers(watched).Should().Equal(Numbers(other));
    }

    private static float[] Numbers(ITrainingEngine engine) => Numbers(engine.ToDenseNetwork().Layers);

    private static float[] Numbers(IReadOnlyList<DenseLayer> layers) =>
        [.. layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];

    private void Step(ITrainingEngine engine, int count)
    {
        var selection = _data.Select(isSparse: engine is CpuEngine);
        for (var step = 0; step < count; step++)
        {
            engine.Begin(selection);
            engine.Step(0, RowCount, 0.01);
            engine.Evaluate(0, RowCount); // shows the averages
        }
    }

    private ITrainingEngine Make(string kind)
    {
        var augmentation = kind == "sparse" ? null : Augmentation.Images.Everything with { ImageWidth = 5 };
        return kind == "tensors"
            ? new TensorEngine(_layout, new Random(1), CPU, new TrainingRecipe
            {
                Augmentation = augmentation, BatchSize = RowCount, Dropout = 0.3, WeightAveraging = 0.9, GradientClipping = 0.5, WeightDecay = 0.1,
            })
            : new CpuEngine(_layout, new Random(1), new CpuEngineSettings
            {
                IsSparse = true, Rows = new RowLimits(RowCount, RowCount), WorkerCount = 2, Augmentation = augmentation,
                Dropout = 0.3, WeightAveraging = 0.9, GradientClipping = 0.5, WeightDecay = 0.1,
            });
    }
}
