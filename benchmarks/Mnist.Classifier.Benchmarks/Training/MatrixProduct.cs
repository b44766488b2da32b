using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// How fast libtorch multiplies matrices on this machine: the limit of any training on it with dense matrices.
/// </summary>
internal static class MatrixProduct
{
    private const int Size = 1024;
    private const int Repeats = 20;
    private const double FlopsEach = 2.0 * Size * Size * Size;

    /// <summary>Measures the rate of float32 products of 1024x1024 matrices.</summary>
    /// <returns>Floating point operations in a second, median of some.</returns>
    public static double MeasureFlopsPerSecond()
    {
        using var scope = NewDisposeScope();
        var (left, right) = (rand(Size, Size), rand(Size, Size));
        Multiply(left, right);
        var rates = Enumerable.Range(0, Repeats).Select(_ => FlopsEach / Clock.Seconds(() => Multiply(left, right)));
        return Statistics.Median([.. rates]);
    }

    private static void Multiply(Tensor left, Tensor right)
    {
        using var product = mm(left, right);
    }
}
