using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A digit behind frosted glass: smoothed, its pixels mixed up with near ones, and smoothed again. Of MNIST-C's five
/// severities the lowest.
/// </summary>
internal sealed class GlassBlur : ICorruption
{
    private const int Passes = 2;

    private static readonly GaussianFilter Filter = new(0.7f);

    public string Name => "glass blur";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var plane = Filter.Apply(InkPlane.Read(image));
        for (var pass = 0; pass < Passes; pass++)
        {
            Mix(plane, random);
        }

        InkPlane.Write(Filter.Apply(plane), destination);
    }

    // Every second pixel changes places with one that lies up to a pixel further up and to the left. From the end to the
    // start, so that some are carried on for a while. MNIST-C does it in this direction alone, too.
    private static void Mix(Plane plane, Random random)
    {
        for (var row = plane.Height - 1; row > 0; row--)
        {
            for (var column = plane.Width - 1; column > 0; column--)
            {
                var draw = random.Next(8); // three coins in one
                if ((draw & 1) == 0)
                {
                    ref var here = ref plane.Row(row)[column];
                    ref var there = ref plane.Row(row - ((draw >> 1) & 1))[column - (draw >> 2)];
                    (here, there) = (there, here);
                }
            }
        }
    }
}
