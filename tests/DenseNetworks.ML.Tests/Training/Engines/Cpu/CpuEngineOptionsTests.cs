using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Cpu;

/// <summary>Holds what a training on the CPU can have besides Adam against autograd and the definitions.</summary>
public sealed class CpuEngineOptionsTests : TorchTest
{
    private const int RowCount = 45;
    private const double Rate = 1e-2;

    private readonly NetworkLayout _layout = new(20, 30, 17, 4);
    private readonly ClassData _data = ClassData.Make(RowCount, featureCount: 20, classCount: 4);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    public void Gradients_with_dropout_agree_with_those_of_autograd(bool isSparse, int workers)
    {
        using var engine = Make(isSparse, workers, settings => settings with { Dropout = 0.4 });
        var random = new Random(1);
        using var reference = new ReferenceNetwork(_layout, random);
        var mask = new DropoutMask(0.4, random.Next());

        engine.Begin(_data.Select(isSparse));
        for (var step = 0; step < 3; step++)
        {
            engine.Step(0, RowCount, Rate);
            reference.Differentiate(_data.Features, _data.Labels, masks: [Ones(mask, 30, step, 0), Ones(mask, 17, step, 1)]);

            CompareGradients(engine, reference);
            reference.Step(Rate);
        }
    }

    [Fact]
    public void Evaluation_drops_nothing()
    {
        using var engine = Make(isSparse: true, workers: 2, settings => settings with { Dropout = 0.9 });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        engine.Begin(_data.Select(isSparse: true));
        engine.Evaluate(0, RowCount);

        engine.Average().Loss.Should().BeApproximately(reference.Differentiate(_data.Features, _data.Labels), 1e-5);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.2)] // reached in the second step
    public void The_average_of_the_weights_is_what_its_definition_says(double decay)
    {
        using var engine = Make(isSparse: true, workers: 3, settings => settings with { WeightAveraging = decay });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        reference.UpdateAverage(decay);
        for (var step = 0; step < 20; step++)
        {
            engine.Begin(_data.Select(isSparse: true));
            engine.Step(0, RowCount, Rate);
            engine.Evaluate(0, RowCount); // shows the average, and the next step goes on from the weights
            reference.Differentiate(_data.Features, _data.Labels);
            reference.Step(Rate);
            reference.UpdateAverage(decay);
        }

        CompareGradients(engine, reference);
        reference.UseAverage();
        engine.Begin(_data.Select(isSparse: true));
        engine.Evaluate(0, RowCount);
        engine.Average().Loss.Should().BeApproximately(reference.Differentiate(_data.Features, _data.Labels), 1e-5);
        CompareWeights(engine, reference);
    }

    [Fact]
    public void Averages_are_what_is_kept_and_comes_back()
    {
        using var engine = Make(isSparse: true, workers: 2, settings => settings with { WeightAveraging = 0.9 });
        engine.Begin(_data.Select(isSparse: true));
        engine.Step(0, RowCount, Rate);
        engine.KeepWeights();
        var kept = engine.ToDenseNetwork();
        engine.Step(0, RowCount, Rate);
        var moved = engine.ToDenseNetwork();

        engine.RestoreWeights();

        moved.Layers[1].Weights.ToArray().Should().NotEqual(kept.Layers[1].Weights.ToArray());
        engine.ToDenseNetwork().Layers[1].Weights.ToArray().Should().Equal(kept.Layers[1].Weights.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_that_are_not_numbers_are_noticed_with_an_average_too(bool isShown)
    {
        using var engine = Make(isSparse: true, workers: 2, settings => settings with { WeightAveraging = 0.9 });
        engine.Begin(_data.Select(isSparse: true));
        engine.HasFiniteWeights().Should().BeTrue();

        engine.Step(0, RowCount, learningRate: double.PositiveInfinity);
        if (isShown)
        {
            engine.KeepWeights();
        }

        engine.HasFiniteWeights().Should().BeFalse();
    }

    [Theory]
    [InlineData(0.05, true, 1)]
    [InlineData(0.05, true, 4)]
    [InlineData(0.05, false, 4)]
    [InlineData(0.05, false, 50)] // more workers than units
    [InlineData(1e6, true, 2)]
    public void Gradients_are_clipped_to_the_norm_over_all_layers(double largestNorm, bool isSparse, int workers)
    {
        using var engine = Make(isSparse, workers, settings => settings with { GradientClipping = largestNorm });
        using var reference = new ReferenceNetwork(_layout, new Random(1));

        engine.Begin(_data.Select(isSparse));
        for (var step = 0; step < 5; step++)
        {
            engine.Step(0, RowCount, Rate);
            reference.Differentiate(_data.Features, _data.Labels);
            reference.ClipGradients(largestNorm).Should().BeInRange(0.06, 10);

            CompareGradients(engine, reference);
            reference.Step(Rate);
        }

        CompareWeights(engine, reference);
    }

    [Theory]
    [InlineData(true, 1, 2.0, 0.9)]
    [InlineData(true, 3, 0.5, 0.3)]
    [InlineData(false, 3, 4.0, 1.0)]
    [InlineData(false, 50, 1.0, 0.5)] // more workers than rows
    [InlineData(true, 2, 3.0, 0.0)]
    public void Gradients_with_a_teacher_agree_with_those_of_autograd(bool isSparse, int workers, double temperature, double weight)
    {
        var teacher = Networks.Random(seed: 5, 20, 50, 40, 4);
        using var engine = Make(isSparse, workers, settings => settings with
        {
            Distillation = new() { Teacher = teacher, Temperature = temperature, Weight = weight },
        });
        using var reference = new ReferenceNetwork(_layout, new Random(1));
        var teacherLogits = _data.Score(teacher);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            engine.Begin(_data.Select(isSparse));
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

        engine.Begin(_data.Select(isSparse));
        engine.Evaluate(0, RowCount);
        var expected = reference.Differentiate(_data.Features, _data.Labels);
        engine.Average().Loss.Should().BeApproximately(expected, 1e-4, "the teacher is not evaluated");
    }

    private CpuEngine Make(bool isSparse, int workers, Func<CpuEngineSettings, CpuEngineSettings> change) =>
        new(_layout, new Random(1), change(new CpuEngineSettings
        {
            IsSparse = isSparse,
            Rows = new RowLimits(RowCount, RowCount),
            WorkerCount = workers,
        }));

    private static Tensor Ones(DropoutMask mask, int width, long step, int layer)
    {
        var values = Enumerable.Repeat(1f, RowCount * width).ToArray();
        mask.Apply(values, width, step, layer, firstRow: 0);
        return tensor(values, RowCount, width);
    }

    private void CompareGradients(CpuEngine engine, ReferenceNetwork reference)
    {
        for (var layer = 0; layer < _layout.Layers.Count; layer++)
        {
            var place = _layout.Layers[layer];
            Compare(engine.Gradients.Slice(place.WeightStart, place.WeightCount), reference.WeightGradients(layer), 1e-5f);
            Compare(engine.Gradients.Slice(place.BiasStart, place.Outputs), reference.BiasGradients(layer), 1e-5f);
        }
    }

    private static void CompareWeights(CpuEngine engine, ReferenceNetwork reference)
    {
        foreach (var (layer, i) in engine.ToDenseNetwork().Layers.Select((layer, i) => (layer, i)))
        {
            Compare(layer.Weights, reference.Parameters.ElementAt(2 * i), 1e-4f);
            Compare(layer.Biases, reference.Parameters.ElementAt((2 * i) + 1), 1e-4f);
        }
    }

    private static void Compare(ReadOnlySpan<float> actual, Tensor expected, float tolerance) =>
        actual.ToArray().Zip(expected.reshape(-1).data<float>().ToArray(), (a, b) => MathF.Abs(a - b)).Max()
            .Should().BeLessThan(tolerance);
}
