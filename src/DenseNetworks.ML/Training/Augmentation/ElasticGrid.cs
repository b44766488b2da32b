using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Random numbers that change slowly over an image, two for each pixel: how far it moves to the right and down in the elastic
/// part of a distortion. They are drawn at the knots of two splines, and spread over the pixels between them. For one thread at a time.
/// </summary>
internal sealed class ElasticGrid(SplineBasis across, SplineBasis down)
{
    private const int Lanes = ImageShape.Lanes;

    // Numbers drawn evenly have a variance of a third of their limit's square.
    private readonly double _limitPerDeviation = Math.Sqrt(3 / (across.Energy * down.Energy));

    // Lines of knots, each in whole vectors.
    private readonly int _stride = (across.KnotCount + Lanes - 1) / Lanes * Lanes;
    private readonly float[] _knotsX = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes * down.KnotCount];
    private readonly float[] _knotsY = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes * down.KnotCount];
    private readonly float[] _lineX = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes];
    private readonly float[] _lineY = new float[(across.KnotCount + Lanes - 1) / Lanes * Lanes];

    /// <summary>Draws how far the knots move, for a standard deviation of how far pixels move, in pixels.</summary>
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

    /// <summary>Turns to a line of pixels: works out what the knots come to there.</summary>
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

    /// <summary>Adds how far eight pixels of the line, from a column on, move to the right (x) and down (y).</summary>
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
