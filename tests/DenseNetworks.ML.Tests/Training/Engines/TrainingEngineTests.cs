using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines;

/// <summary>
/// What every engine promises: to go where autograd and the definitions go, and on from a state as the engine that gave it.
/// </summary>
public abstract partial class TrainingEngineTests : TorchTest
{
    private protected const int RowCount = 45;
    private const double Rate = 1e-2;

    private readonly NetworkLayout _layout = new(20, 30, 17, 4);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 20, classCount: 4);

    private protected abstract bool IsSparse { get; }

    private protected abstract TrainingEngine Make(NetworkLayout layout, TrainingRecipe recipe);

    /// <summary>Draws the masks of the hidden layers of <see cref="_layout"/> as the engine draws them in a step, counted from 0.</summary>
    private protected abstract IReadOnlyList<Tensor> DrawMasks(double share, int seed, long step);

    [Fact]
    public void Steps_lead_where_the_definition_of_Adam_leads()
    {
        const int BatchSize = 20; // the last batch is smaller
        var recipe = new TrainingRecipe { LabelSmoothing = 0.2, WeightDecay = 2 };
        using var engine = Make(_layout, recipe);
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        for (var epoch = 0; epoch < 5; epoch++)
        {
            engine.Begin(Select());
            for (var start = 0; start < RowCount; start += BatchSize)
            {
                var count = Math.Min(BatchSize, RowCount - start);
                engine.Step(start, count, Rate);
                reference.Differentiate(
                    _data.Features.narrow(0, start, count), _data.Labels.narrow(0, start, count), recipe.LabelSmoothing);
                CompareGradients(engine, reference);
                reference.Step(Rate, recipe.WeightDecay.Value);
            }
        }

        CompareWeights(engine, reference);
    }

    [Fact]
    public void Evaluating_agrees_with_libtorch_and_changes_nothing()
    {
        using var engine = Make(_layout, new TrainingRecipe { Dropout = 0.9, LabelSmoothing = 0.3 });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        var (loss, accuracy) = Evaluate(engine);

        loss.Should().BeApproximately(reference.Differentiate(_data.Features, _data.Labels), 1e-5, "nothing is dropped or smoothed");
        accuracy.Should().Be(reference.Forward(_data.Features).argmax(1).eq(_data.Labels).sum().item<long>() / (double)RowCount);
        Evaluate(engine).Should().Be((loss, accuracy));
    }

    [Fact]
    public void What_a_step_reports_is_not_smoothed()
    {
        using var engine = Make(_layout, new TrainingRecipe { LabelSmoothing = 0.3 });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        Step(engine, 1);

        engine.Result().Loss.Should().BeApproximately(reference.Differentiate(_data.Features, _data.Labels), 1e-5);
    }

    [Fact]
    public void Steps_with_dropout_lead_where_autograd_leads()
    {
        using var engine = Make(_layout, new TrainingRecipe { Dropout = 0.4 });
        var random = new Random(1);
        using var reference = new ReferenceNetwork(_layout, random);
        var seed = random.Next();

        for (var step = 0; step < 5; step++)
        {
            Step(engine, 1);
            reference.Differentiate(_data.Features, _data.Labels, masks: DrawMasks(0.4, seed, step));
            CompareGradients(engine, reference);
            reference.Step(Rate);
        }

        CompareWeights(engine, reference);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.2)] // reached in the second step
    public void The_average_of_the_weights_is_what_its_definition_says(double decay)
    {
        using var engine = Make(_layout, new TrainingRecipe { WeightAveraging = decay });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        reference.UpdateAverage(decay);
        for (var step = 0; step < 20; step++)
        {
            Step(engine, 1); // evaluates by the average too, and the next step goes on from the weights
            reference.Differentiate(_data.Features, _data.Labels);
            reference.Step(Rate);
            reference.UpdateAverage(decay);
        }

        CompareGradients(engine, reference);
        reference.UseAverage();
        Evaluate(engine).Loss.Should().BeApproximately(reference.Differentiate(_data.Features, _data.Labels), 1e-5);
        CompareWeights(engine, reference);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void Weights_that_were_kept_come_back(double averaging)
    {
        using var engine = Make(_layout, new TrainingRecipe { WeightAveraging = averaging });
        Step(engine, 1);
        engine.KeepWeights();
        var kept = Numbers(engine);
        Step(engine, 1);
        var moved = Numbers(engine);

        engine.RestoreWeights();

        moved.Should().NotEqual(kept);
        Numbers(engine).Should().Equal(kept);
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void Weights_that_are_not_numbers_are_noticed(double averaging, bool isEvaluated)
    {
        using var engine = Make(_layout, new TrainingRecipe { WeightAveraging = averaging });
        engine.Begin(Select());
        engine.HasFiniteWeights().Should().BeTrue();

        engine.Step(0, RowCount, learningRate: double.PositiveInfinity);
        if (isEvaluated)
        {
            engine.Evaluate(0, RowCount);
        }

        engine.HasFiniteWeights().Should().BeFalse();
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1e6)]
    public void Gradients_are_clipped_to_the_norm_over_all_layers(double largestNorm)
    {
        using var engine = Make(_layout, new TrainingRecipe { GradientClipping = largestNorm });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        for (var step = 0; step < 5; step++)
        {
            Step(engine, 1);
            reference.Differentiate(_data.Features, _data.Labels);
            reference.ClipGradients(largestNorm).Should().BeInRange(0.06, 10);
            CompareGradients(engine, reference);
            reference.Step(Rate);
        }

        CompareWeights(engine, reference);
    }

    [Theory]
    [InlineData(2.0, 0.9)]
    [InlineData(0.5, 0.3)]
    [InlineData(4.0, 1.0)]
    [InlineData(3.0, 0.0)]
    public void Gradients_with_a_teacher_agree_with_those_of_autograd(double temperature, double weight)
    {
        var teacher = Networks.Random(seed: 5, 20, 50, 40, 4);
        var distillation = new Distillation { Teacher = teacher, Temperature = temperature, Weight = weight };
        using var engine = Make(_layout, new TrainingRecipe { Distillation = distillation });
        using var reference = new ReferenceNetwork(_layout, new Random(1));
        var teacherLogits = _data.Score(teacher);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            engine.Begin(Select());
            foreach (var (start, count) in new[] { (0, 40), (40, 5) }) // the last batch is smaller
            {
                engine.Step(start, count, Rate);
                reference.Differentiate(
                    _data.Features.narrow(0, start, count), _data.Labels.narrow(0, start, count),
                    teacherLogits.narrow(0, start, count), temperature, weight);
                CompareGradients(engine, reference);
                reference.Step(Rate);
            }
        }

        Evaluate(engine).Loss.Should().BeApproximately(
            reference.Differentiate(_data.Features, _data.Labels), 1e-4, "the teacher is not evaluated");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void A_row_of_weight_two_is_the_row_twice(double teacherWeight)
    {
        var recipe = new TrainingRecipe
        {
            LabelSmoothing = 0.1,
            Distillation = teacherWeight > 0 ? new() { Teacher = Networks.Random(seed: 5, 20, 50, 4), Weight = teacherWeight } : null,
        };
        int[] some = [.. Enumerable.Range(0, 30)];
        using var weighted = Make(_layout, recipe);
        using var doubled = Make(_layout, recipe);
        var all = _data.Select(IsSparse, [.. Enumerable.Range(0, RowCount).Select(row => row < 15 ? 2f : 1)]);
        var selection = new RowSelection(all.Rows, some);
        selection.NormalizeWeights();
        var twice = new RowSelection(_data.Select(IsSparse).Rows, [.. some, .. some[..15]]);

        for (var step = 0; step < 3; step++)
        {
            Step(weighted, selection);
            Step(doubled, twice);
            foreach (var place in _layout.Layers)
            {
                Of(weighted, place).sub(Of(doubled, place)).abs().max().item<float>().Should().BeLessThan(1e-6f);
            }

            Difference(weighted.Result(), doubled.Result()).Should().BeLessThan(1e-6);
        }

        Difference(Evaluate(weighted, selection), Evaluate(doubled, twice)).Should().BeLessThan(1e-6);

        static torch.Tensor Of(TrainingEngine engine, LayerLayout place) =>
            engine.CopyGradients(place.WeightStart, place.WeightCount);

        static void Step(TrainingEngine engine, RowSelection rows)
        {
            engine.Begin(rows);
            engine.Step(0, rows.Count, Rate);
        }

        static double Difference((double Loss, double Accuracy) a, (double Loss, double Accuracy) b) =>
            Math.Max(Math.Abs(a.Loss - b.Loss), Math.Abs(a.Accuracy - b.Accuracy));
    }

    private protected RowSelection Select() => _data.Select(IsSparse);

    private static float[] Numbers(TrainingEngine engine) => Numbers(engine.ToDenseNetwork().Layers);

    private static float[] Numbers(IReadOnlyList<DenseLayer> layers) =>
        [.. layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];

    private static void Compare(ReadOnlySpan<float> actual, Tensor expected, float tolerance) =>
        actual.ToArray().Zip(expected.reshape(-1).data<float>().ToArray(), (a, b) => MathF.Abs(a - b)).Max()
            .Should().BeLessThan(tolerance);

    private TrainingEngine MakeWithEverything() => Make(_layout, new TrainingRecipe
    {
        Augmentation = IsSparse ? null : Augmentation.Images.Everything with { ImageWidth = 5 },
        Dropout = 0.3, WeightAveraging = 0.9, GradientClipping = 0.5, WeightDecay = 0.1,
    });

    private void Step(TrainingEngine engine, int count)
    {
        var selection = Select();
        for (var step = 0; step < count; step++)
        {
            engine.Begin(selection);
            engine.Evaluate(0, RowCount);
            engine.Begin(selection);
            engine.Step(0, RowCount, Rate);
        }
    }

    private (double Loss, double Accuracy) Evaluate(TrainingEngine engine) => Evaluate(engine, Select());

    private static (double Loss, double Accuracy) Evaluate(TrainingEngine engine, RowSelection rows)
    {
        engine.Begin(rows);
        engine.Evaluate(0, rows.Count);
        return engine.Result();
    }

    private void CompareGradients(TrainingEngine engine, ReferenceNetwork reference)
    {
        for (var layer = 0; layer < _layout.Layers.Count; layer++)
        {
            var place = _layout.Layers[layer];
            Compare(engine.CopyGradients(place.WeightStart, place.WeightCount).data<float>().ToArray(), reference.WeightGradients(layer), 1e-5f);
            Compare(engine.CopyGradients(place.BiasStart, place.Outputs).data<float>().ToArray(), reference.BiasGradients(layer), 1e-5f);
        }
    }

    private static void CompareWeights(TrainingEngine engine, ReferenceNetwork reference)
    {
        foreach (var (layer, i) in engine.ToDenseNetwork().Layers.Select((layer, i) => (layer, i)))
        {
            Compare(layer.Weights, reference.Parameters.ElementAt(2 * i), 1e-4f);
            Compare(layer.Biases, reference.Parameters.ElementAt((2 * i) + 1), 1e-4f);
        }
    }
}
