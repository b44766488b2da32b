using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Random displacements that vary smoothly over an image: how far each pixel moves to the right and down in the elastic part of
/// a distortion. They are drawn at the knots of two splines and interpolated between them. Not thread-safe.
/// </summary>
internal sealed class ElasticGrid(SplineBasis across, SplineBasis down)
{
    private const int Lanes = ImageShape.Lanes;

    // Uniform numbers have a variance of a third of the square of their limit.
    private readonly double _limitPerDeviation = Math.Sqrt(3 / (across.Energy * down.Energy));

    // Lines of knots, each padded to whole vectors.
    private readonly int _stride = (across.KnotCount + Lanes - 1) / Lanes * Lanes;
    private readonly float[] _knotsX = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes * down.KnotCount];
    private readonly float[] _knotsY = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes * down.KnotCount];
    private readonly float[] _lineX = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes];
    private readonly float[] _lineY = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes];

    /// <summary>Draws the displacements of the knots, for a standard deviation of those of the pixels, in pixels.</summary>
    public void Draw(double deviation, ref RowRandom random)
    {
        var limit = deviation * _limitPerDeviation;
        for (var row = 0; row < down.KnotCount; row++)
        {
            for (var column = 0; column < across.KnotCount; column++)
            {
                _knotsX[(row * _stride) + column] = random.NextWithin(limit);
                _knotsY[(row * _stride) + column] = random.NextWithin(limit);
            }
        }
    }

    /// <summary>Moves to a line of pixels, and interpolates the knots vertically.</summary>
    public void MoveToLine(int line)
    {
        ref var knotsX = ref MemoryMarshal.GetArrayDataReference(_knotsX);
        ref var knotsY = ref MemoryMarshal.GetArrayDataReference(_knotsY);
        for (var column = 0; column < _stride; column += Lanes)
        {
            var (x, y) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var row = 0; row < down.KnotCount; row++)
            {
                var weight = Vector256.Create(down.Values[(row * down.PaddedLength) + line]);
                var place = (nuint)((row * _stride) + column);
                x = Vectors.MultiplyAdd(weight, Vector256.LoadUnsafe(ref knotsX, place), x);
                y = Vectors.MultiplyAdd(weight, Vector256.LoadUnsafe(ref knotsY, place), y);
            }

            x.StoreUnsafe(ref _lineX[column]);
            y.StoreUnsafe(ref _lineY[column]);
        }
    }

    /// <summary>
    /// Adds the displacements of eight pixels of the line, starting from a column, to the right (x) and down (y).
    /// </summary>
    public void Add(int column, ref Vector256<float> x, ref Vector256<float> y)
    {
        ref var basis = ref across.Values[column];
        var (sumX, sumY) = (x, y);
        for (var knot = 0; knot < across.KnotCount; knot++)
        {
            var weight = Vector256.LoadUnsafe(ref basis, (nuint)(knot * across.PaddedLength));
            sumX = Vectors.MultiplyAdd(Vector256.Create(_lineX[knot]), weight, sumX);
            sumY = Vectors.MultiplyAdd(Vector256.Create(_lineY[knot]), weight, sumY);
        }

        (x, y) = (sumX, sumY);
    }
}
