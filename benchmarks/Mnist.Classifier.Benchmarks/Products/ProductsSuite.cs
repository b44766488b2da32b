using System.Globalization;
using DenseNetworks.Network;
using static TorchSharp.torch;
using Product = DenseNetworks.Network.MatrixProduct;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Multiplies matrices on one core, as training and scoring do, compared with libtorch and the peak of the core.
/// </summary>
internal sealed class ProductsSuite : ISuite
{
    private const int Repeats = 31;
    private const double FlopsInRound = 2e8;

    // Rows, columns and depth of the products of training and scoring; the first is the most important.
    private static readonly (int Rows, int Columns, int Depth, bool IsLeftTransposed, bool IsRightTransposed)[] Shapes =
    [
        (256, 768, 1536, false, false), (256, 1536, 784, false, false), (256, 1536, 768, false, true),
        (1536, 768, 256, true, false), (128, 128, 784, false, false), (128, 128, 128, false, true),
        (784, 128, 128, true, false), (32, 128, 784, false, false),
        (128, 10, 128, false, false), (1024, 1024, 1024, false, false),
    ];

    public string Name => "products";

    public string Description => "matrix products on one core, beside libtorch and the core's peak";

    public void Run(Bench bench, SuiteReport report)
    {
        Torch.Prepare(threads: 1);
        foreach (var shape in Shapes)
        {
            Add(bench, report, shape);
        }

        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"The peak is that of multiplications and additions of registers alone, {2 * Product.LaneCount} operations an ") +
            "instruction, measured in the same rounds as the products; each has its best round. A product with 'At' reads " +
            "the left matrix column by column, one with 'Bt' the right one: gradients, and the way back of a training.");
    }

    private static void Add(
        Bench bench, SuiteReport report,
        (int Rows, int Columns, int Depth, bool IsLeftTransposed, bool IsRightTransposed) shape)
    {
        using var scope = NewDisposeScope();
        var (rows, columns, depth, isLeftTransposed, isRightTransposed) = shape;
        var (left, right) = (Random(rows * depth), Random(depth * columns));
        var result = new float[rows * columns];
        var leftTensor = isLeftTransposed ? tensor(left, depth, rows).t() : tensor(left, rows, depth);
        var rightTensor = isRightTransposed ? tensor(right, columns, depth).t() : tensor(right, depth, columns);
        var resultTensor = zeros(rows, columns);
        var flops = 2.0 * rows * columns * depth;
        var times = (int)Math.Max(1, FlopsInRound / flops);

        Multiply();
        MultiplyByTorch();
        var rates = Interleaved.Run(
            bench.Repeats(Repeats),
            _ => PeakRate.Measure(),
            _ => times * flops / Clock.Seconds(() => Repeat(Multiply)),
            _ => times * flops / Clock.Seconds(() => Repeat(MultiplyByTorch)));

        // Other processes only slow it down, so the best time of each counts.
        var (peak, ours, torch) = (rates[0].Max(), rates[1].Max(), rates[2].Max());
        var name = $"{rows}x{columns}x{depth}{(isLeftTransposed ? " At" : "")}{(isRightTransposed ? " Bt" : "")}";
        report.Compare(name, "GFLOP/s",
            new Measurement("ours", [ours / 1e9]), new Measurement("libtorch", [torch / 1e9]),
            new Measurement("peak", [peak / 1e9]));
        report.Compare($"{name}: share of the peak", "%",
            new Measurement("ours", [100 * ours / peak]), new Measurement("libtorch", [100 * torch / peak]));

        void Multiply()
        {
            Product.Multiply(
                isLeftTransposed ? new MatrixView(left, depth, rows).Transposed : new MatrixView(left, rows, depth),
                isRightTransposed ? new MatrixView(right, columns, depth).Transposed : new MatrixView(right, depth, columns),
                result);
        }

        void MultiplyByTorch() => resultTensor.addmm_(leftTensor, rightTensor, beta: 0);

        void Repeat(Action product)
        {
            for (var time = 0; time < times; time++)
            {
                product();
            }
        }
    }

    private static float[] Random(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
