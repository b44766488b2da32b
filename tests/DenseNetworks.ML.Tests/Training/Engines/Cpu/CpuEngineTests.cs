using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Cpu;

/// <summary>Holds training on the CPU against autograd and the definition of Adam.</summary>
public sealed class CpuEngineTests : TorchTest
{
    private const int RowCount = 45;

    public static TheoryData<int[], bool, int> Networks => new()
    {
        { [7, 3], false, 1 },
        { [7, 3], true, 4 },
        { [784, 128, 128, 10], true, 2 },
        { [784, 128, 128, 10], false, 3 },
        { [30, 75, 17, 9, 4], true, 5 },
        { [30, 75, 17, 9, 4], false, 5 },
        { [3, 200, 2], true, 8 }, // more workers than features and classes
        { [3, 2, 2], false, 8 }, // than units too
        { [20, 30, 4], true, 50 }, // than rows
        { [20, 30, 4], false, 50 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_agree_with_those_of_autograd(int[] sizes, bool isSparse, int workers)
    {
        var layout = new NetworkLayout(sizes);
        var data = ClassData.Make(RowCount, sizes[0], sizes[^1]);
        using var engine = Make(layout, isSparse, RowCount, workers);
        using var reference = new ReferenceNetwork(layout, new Random(1));

        engine.Begin(data.Select(isSparse));
        engine.Step(0, RowCount, learningRate: 1e-3);
        var loss = reference.Differentiate(data.Features, data.Labels);

        engine.Average().Loss.Should().BeApproximately(loss, 1e-5);
        for (var layer = 0; layer < layout.Layers.Count; layer++)
        {
            var place = layout.Layers[layer];
            Compare(engine.Gradients.Slice(place.WeightStart, place.WeightCount), reference.WeightGradients(layer), 1e-6f);
            Compare(engine.Gradients.Slice(place.BiasStart, place.Outputs), reference.BiasGradients(layer), 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Many_steps_lead_where_the_definition_of_Adam_leads(int[] sizes, bool isSparse, int workers)
    {
        const int BatchSize = 20; // the last batch is smaller
        var layout = new NetworkLayout(sizes);
        var data = ClassData.Make(RowCount, sizes[0], sizes[^1]);
        using var engine = Make(layout, isSparse, BatchSize, workers);
        using var reference = new ReferenceNetwork(layout, new Random(1));

        for (var epoch = 0; epoch < 5; epoch++)
        {
            engine.Begin(data.Select(isSparse));
            for (var start = 0; start < RowCount; start += BatchSize)
            {
                var count = Math.Min(BatchSize, RowCount - start);
                engine.Step(start, count, learningRate: 1e-3);
                reference.Differentiate(data.Features.narrow(0, start, count), data.Labels.narrow(0, start, count));
                reference.Step(1e-3);
            }
        }

        var network = engine.ToDenseNetwork();
        var expected = reference.Forward(data.Features).softmax(1);
        var probabilities = new float[sizes[^1]];
        for (var row = 0; row < RowCount; row++)
        {
            network.ComputeProbabilities(data.Row(row), probabilities);
            Compare(probabilities, expected[row], 1e-4f);
        }
    }

    [Fact]
    public void Steps_with_weight_decay_lead_where_the_definition_leads()
    {
        var layout = new NetworkLayout(20, 30, 4);
        var data = ClassData.Make(RowCount, 20, 4);
        using var engine = Make(layout, isSparse: true, RowCount, workers: 2, weightDecay: 20);
        using var reference = new ReferenceNetwork(layout, new Random(1));

        engine.Begin(data.Select(isSparse: true));
        for (var step = 0; step < 10; step++)
        {
            engine.Step(0, RowCount, learningRate: 1e-3);
            reference.Differentiate(data.Features, data.Labels);
            reference.Step(1e-3, weightDecay: 20);
        }

        Compare(engine.ToDenseNetwork().Layers[1].Weights, reference.Parameters.ElementAt(2), 1e-5f);
    }

    [Fact]
    public void Gradients_with_smoothed_labels_agree_with_those_of_autograd()
    {
        var layout = new NetworkLayout(20, 30, 4);
        var data = ClassData.Make(RowCount, 20, 4);
        using var engine = Make(layout, isSparse: true, RowCount, workers: 2, labelSmoothing: 0.3);
        using var reference = new ReferenceNetwork(layout, new Random(1));

        engine.Begin(data.Select(isSparse: true));
        engine.Step(0, RowCount, learningRate: 1e-3);
        var plainLoss = reference.Differentiate(data.Features, data.Labels);
        reference.Differentiate(data.Features, data.Labels, labelSmoothing: 0.3);

        Compare(engine.Gradients.Slice(layout.Layers[0].WeightStart, layout.Layers[0].WeightCount), reference.WeightGradients(0), 1e-6f);
        Compare(engine.Gradients.Slice(layout.Layers[1].BiasStart, 4), reference.BiasGradients(1), 1e-6f);
        engine.Average().Loss.Should().BeApproximately(plainLoss, 1e-5, "what is reported is not smoothed");
    }

    [Fact]
    public void Evaluating_agrees_with_libtorch_and_changes_nothing()
    {
        int[] sizes = [20, 30, 4];
        var layout = new NetworkLayout(sizes);
        var data = ClassData.Make(RowCount, 20, 4);
        using var engine = Make(layout, isSparse: true, batchSize: 8, workers: 3); // more rows than in a step
        using var reference = new ReferenceNetwork(layout, new Random(1));

        engine.Begin(data.Select(isSparse: true));
        engine.Evaluate(0, RowCount);
        var (loss, accuracy) = engine.Average();
        engine.Begin(data.Select(isSparse: true));
        engine.Evaluate(0, RowCount);

        loss.Should().BeApproximately(reference.Differentiate(data.Features, data.Labels), 1e-5);
        accuracy.Should().Be(reference.Forward(data.Features).argmax(1).eq(data.Labels).sum().item<long>() / (double)RowCount);
        engine.Average().Should().Be((loss, accuracy));
    }

    [Fact]
    public void Small_work_is_for_one_worker_and_large_work_for_many()
    {
        CpuEngine.ChooseWorkerCount(new NetworkLayout(2, 8, 3), batchSize: 32, threadCount: 16).Should().Be(1);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 128, 128, 10), batchSize: 32, threadCount: 16).Should().BeInRange(4, 8);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 4096, 4096, 10), batchSize: 8, threadCount: 16).Should().Be(16);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 128, 128, 10), batchSize: 1_000_000, threadCount: 2).Should().Be(2);
    }

    [Fact]
    public void Weights_that_were_kept_come_back()
    {
        var data = ClassData.Make(RowCount, 20, 4);
        using var engine = Make(new NetworkLayout(20, 30, 4), isSparse: true, RowCount, workers: 2);
        engine.Begin(data.Select(isSparse: true));
        var before = engine.ToDenseNetwork();

        engine.KeepWeights();
        engine.Step(0, RowCount, learningRate: 0.1);
        var moved = engine.ToDenseNetwork();
        engine.RestoreWeights();

        moved.Layers[0].Weights.ToArray().Should().NotEqual(before.Layers[0].Weights.ToArray());
        engine.ToDenseNetwork().Layers[0].Weights.ToArray().Should().Equal(before.Layers[0].Weights.ToArray());
    }

    private static CpuEngine Make(
        NetworkLayout layout, bool isSparse, int batchSize, int workers, double labelSmoothing = 0, double weightDecay = 0) =>
        new(layout, new Random(1), new CpuEngineSettings
        {
            IsSparse = isSparse,
            Rows = new RowLimits(batchSize, RowCount),
            WorkerCount = workers,
            LabelSmoothing = labelSmoothing,
            WeightDecay = weightDecay,
        });

    private static void Compare(ReadOnlySpan<float> actual, Tensor expected, float tolerance)
    {
        var values = expected.reshape(-1).data<float>().ToArray();
        actual.Length.Should().Be(values.Length);
        var largest = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(actual[i] - values[i]));
        }

        largest.Should().BeLessThan(tolerance);
    }
}
