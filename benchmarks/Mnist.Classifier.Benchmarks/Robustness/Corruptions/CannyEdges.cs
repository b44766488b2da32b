using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// The outline of the digit alone, as the detector of J. Canny finds it ("A computational approach to edge detection", 1986):
/// lines of ink, one pixel wide.
/// </summary>
internal sealed class CannyEdges : ICorruption
{
    // Slopes as sums of Sobel's weights: an edge from paper to full ink has 4. These are the usual thresholds of scikit-image.
    private const float Strong = 0.2f;
    private const float Weak = 0.1f;

    private static readonly GaussianFilter Filter = new(1);

    public string Name => "canny edges";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var ridges = Slopes.Measure(Filter.Apply(InkPlane.Read(image))).ThinOut(Weak);
        destination.Clear();
        for (var row = 1; row < ridges.Height - 1; row++)
        {
            for (var column = 1; column < ridges.Width - 1; column++)
            {
                if (ridges.Row(row)[column] >= Strong)
                {
                    Follow(ridges, row, column, destination);
                }
            }
        }
    }

    /// <summary>Draws a pixel and the ridge that hangs together with it.</summary>
    private static void Follow(Plane ridges, int row, int column, Span<byte> destination)
    {
        var place = (row * ridges.Width) + column;
        if (destination[place] > 0 || ridges.Values[place] == 0)
        {
            return;
        }

        destination[place] = byte.MaxValue;
        for (var i = 0; i < 9; i++)
        {
            Follow(ridges, row + (i / 3) - 1, column + (i % 3) - 1, destination); // a ridge never reaches the border
        }
    }
}
