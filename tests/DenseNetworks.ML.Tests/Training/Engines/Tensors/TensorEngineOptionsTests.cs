using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Tensors;

/// <summary>Holds what the training meant for a GPU can have besides Adam against autograd and the definitions.</summary>
public sealed class TensorEngineOptionsTests : TorchTest
{
    private const int RowCount = 45;
    private const double Rate = 1e-2;

    private readonly NetworkLayout _layout = new(20, 30, 17, 4);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 20, classCount: 4);

    [Fact]
    public void Steps_with_dropout_lead_where_autograd_leads()
    {
        using var engine = Make(new TrainingRecipe { Dropout = 0.4 }, out var reference, out var seed);
        using var dropout = new TensorDropout(0.4, seed, CPU);

        var step = 0;

        Compare(engine, reference, () =>
        {
            dropout.BeginStep(++step);
            reference.Differentiate(
                _data.Features, _data.Labels, masks: [dropout.Draw(zeros(RowCount, 30)), dropout.Draw(zeros(RowCount, 17))]);
        });
    }

    [Fact]
    public void Dropout_keeps_its_share_of_the_units_and_scales_them()
    {
        using var dropout = new TensorDropout(0.25, seed: 1, CPU);

        var mask = dropout.Draw(zeros(1_000, 100)).data<float>().ToArray();

        mask.Should().OnlyContain(value => value == 0 || value == 1 / 0.75f);
        mask.Average().Should().BeApproximately(1, 0.01f);
    }

    [Fact]
    public void The_average_of_the_weights_is_what_its_definition_says()
    {
        using var engine = Make(new TrainingRecipe { WeightAveraging = 0.8 }, out var reference, out _);
        reference.UpdateAverage(0.8);

        Compare(
            engine,
            reference,
            () => reference.Differentiate(_data.Features, _data.Labels),
            () =>
            {
                engine.Evaluate(0, RowCount); // shows the average, and the next step goes on from the weights
                reference.UpdateAverage(0.8);
            },
            reference.UseAverage);
    }

    [Fact]
    public void Averages_are_what_is_kept_and_comes_back()
    {
        using var engine = Make(new TrainingRecipe { WeightAveraging = 0.9 }, out _, out _);
        engine.Begin(_data.Select(isSparse: false));
        engine.Step(0, RowCount, Rate);
        engine.KeepWeights();
        var kept = engine.ToDenseNetwork();
        engine.Step(0, RowCount, double.PositiveInfinity);
        var isFinite = engine.HasFiniteWeights();

        engine.RestoreWeights();

        isFinite.Should().BeFalse();
        engine.ToDenseNetwork().Layers[1].Weights.ToArray().Should().Equal(kept.Layers[1].Weights.ToArray());
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1e6)]
    public void Gradients_are_clipped_to_the_norm_over_all_layers(double largestNorm)
    {
        using var engine = Make(new TrainingRecipe { GradientClipping = largestNorm }, out var reference, out _);

        Compare(engine, reference, () =>
        {
            reference.Differentiate(_data.Features, _data.Labels);
            reference.ClipGradients(largestNorm);
        });
    }

    [Theory]
    [InlineData(2.0, 0.9)]
    [InlineData(0.5, 1.0)]
    public void Steps_with_a_teacher_lead_where_autograd_leads(double temperature, double weight)
    {
        var teacher = Networks.Random(seed: 5, 20, 50, 40, 4);
        var distillation = new Distillation { Teacher = teacher, Temperature = temperature, Weight = weight };
        using var engine = Make(new TrainingRecipe { Distillation = distillation }, out var reference, out _);
        var teacherLogits = _data.Score(teacher);

        Compare(engine, reference, () => reference.Differentiate(_data.Features, _data.Labels, teacherLogits, temperature, weight));
    }

    private TensorEngine Make(TrainingRecipe recipe, out ReferenceNetwork reference, out int seed)
    {
        var random = new Random(1);
        reference = new ReferenceNetwork(_layout, random); // its tensors end with the test
        seed = random.Next();
        return new TensorEngine(_layout, new Random(1), CPU, recipe);
    }

    private void Compare(
        TensorEngine engine, ReferenceNetwork reference, Action differentiate, Action? afterStep = null, Action? atTheEnd = null)
    {
        engine.Begin(_data.Select(isSparse: false));
        for (var step = 0; step < 10; step++)
        {
            engine.Step(0, RowCount, Rate);
            differentiate();
            reference.Step(Rate);
            afterStep?.Invoke();
        }

        atTheEnd?.Invoke();
        foreach (var (layer, i) in engine.ToDenseNetwork().Layers.Select((layer, i) => (layer, i)))
        {
            Largest(layer.Weights, reference.Parameters.ElementAt(2 * i)).Should().BeLessThan(1e-4f);
            Largest(layer.Biases, reference.Parameters.ElementAt((2 * i) + 1)).Should().BeLessThan(1e-4f);
        }
    }

    private static float Largest(ReadOnlySpan<float> actual, Tensor expected) =>
        actual.ToArray().Zip(expected.reshape(-1).data<float>().ToArray(), (a, b) => MathF.Abs(a - b)).Max();
}
