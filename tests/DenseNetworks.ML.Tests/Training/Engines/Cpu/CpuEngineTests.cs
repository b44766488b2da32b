using DenseNetworks.ML.Training;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

/// <summary>Training on the CPU with zeros left out.</summary>
public sealed class SparseCpuEngineTests() : CpuEngineTests(workers: 3)
{
    private protected override bool IsSparse => true;

    private protected override CpuBackend MakeBackend() => new LibTorchBackend();
}

/// <summary>Training on the CPU with all zeros, by more workers than there are rows or units.</summary>
public sealed class MatrixCpuEngineTests() : CpuEngineTests(workers: 50)
{
    private protected override bool IsSparse => false;

    private protected override CpuBackend MakeBackend() => new LibTorchBackend();
}

/// <summary>Training in managed code with zeros left out.</summary>
public sealed class SparseManagedEngineTests() : CpuEngineTests(workers: 3)
{
    private protected override bool IsSparse => true;

    private protected override CpuBackend MakeBackend() => new ManagedBackend();
}

/// <summary>Training in managed code with all zeros, by more workers than there are rows or units.</summary>
public sealed class MatrixManagedEngineTests() : CpuEngineTests(workers: 50)
{
    private protected override bool IsSparse => false;

    private protected override CpuBackend MakeBackend() => new ManagedBackend();
}

/// <summary>Training on the CPU.</summary>
public abstract class CpuEngineTests(int workers) : TrainingEngineTests
{
    private readonly Stack<CpuBackend> _backends = [];

    public static TheoryData<int[], int> Networks => new()
    {
        { [7, 3], 1 },
        { [7, 3], 4 },
        { [784, 128, 128, 10], 2 },
        { [784, 128, 128, 10], 3 },
        { [30, 75, 17, 9, 4], 5 },
        { [3, 200, 2], 8 }, // more workers than features and classes
        { [3, 2, 2], 8 }, // than units too
        { [20, 30, 4], 50 }, // than rows
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Any_layers_shared_out_to_any_number_of_workers_lead_where_autograd_and_Adam_lead(int[] sizes, int workers)
    {
        const int BatchSize = 20; // the last batch is smaller, and evaluation has more rows
        var layout = new NetworkLayout(sizes);
        var data = ClassData.Make(RowCount, sizes[0], sizes[^1]);
        using var engine = new CpuEngine(
            NextBackend(), layout, new Random(1), new TrainingRecipe(), IsSparse, new RowLimits(BatchSize, RowCount), workers);
        using var reference = new ReferenceNetwork(layout, new Random(1));

        for (var epoch = 0; epoch < 5; epoch++)
        {
            engine.Begin(data.Select(IsSparse));
            for (var start = 0; start < RowCount; start += BatchSize)
            {
                var count = Math.Min(BatchSize, RowCount - start);
                engine.Step(start, count, learningRate: 1e-3);
                reference.Differentiate(data.Features.narrow(0, start, count), data.Labels.narrow(0, start, count));
                for (var layer = 0; layer < layout.Layers.Count; layer++)
                {
                    var place = layout.Layers[layer];
                    var gradients = engine.CopyGradients(place.WeightStart, place.WeightCount);
                    gradients.sub(reference.WeightGradients(layer).reshape(-1)).abs().max().item<float>().Should().BeLessThan(1e-5f);
                }

                reference.Step(1e-3);
            }
        }

        engine.Begin(data.Select(IsSparse));
        engine.Evaluate(0, RowCount);
        engine.Result().Loss.Should().BeApproximately(reference.Differentiate(data.Features, data.Labels), 1e-4);
    }

    [Fact]
    public void Small_work_is_for_one_worker_and_large_work_for_many()
    {
        CpuEngine.ChooseWorkerCount(new NetworkLayout(2, 8, 3), batchSize: 32, threadCount: 16).Should().Be(1);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 128, 128, 10), batchSize: 32, threadCount: 16).Should().BeInRange(4, 8);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 4096, 4096, 10), batchSize: 8, threadCount: 16).Should().Be(16);
        CpuEngine.ChooseWorkerCount(new NetworkLayout(784, 128, 128, 10), batchSize: 1_000_000, threadCount: 2).Should().Be(2);
    }

    private protected abstract CpuBackend MakeBackend();

    private protected override TrainingEngine Make(NetworkLayout layout, TrainingRecipe recipe) =>
        new CpuEngine(NextBackend(), layout, new Random(1), recipe, IsSparse, new RowLimits(RowCount, RowCount), workers);

    private protected override IReadOnlyList<Tensor> DrawMasks(double share, int seed, long step)
    {
        var mask = new DropoutMask(share, seed);
        return [Draw(30, layer: 0), Draw(17, layer: 1)];

        Tensor Draw(int width, int layer)
        {
            var values = Enumerable.Repeat(1f, RowCount * width).ToArray();
            mask.Apply(values, width, step, layer, firstRow: 0);
            return tensor(values, RowCount, width);
        }
    }

    protected override void Dispose(bool disposing)
    {
        while (_backends.TryPop(out var backend))
        {
            backend.Dispose();
        }

        base.Dispose(disposing);
    }

    private CpuBackend NextBackend()
    {
        _backends.Push(MakeBackend());
        return _backends.Peek();
    }
}
