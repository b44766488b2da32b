using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// The path of a pen: short straight segments, collected without allocating. One thread reuses it for all its images.
/// </summary>
internal sealed class PenPath
{
    private const int StepsPerCurve = 6;
    private const int MaxPoints = 512;

    private readonly Vector2[] _points = new Vector2[MaxPoints];
    private readonly bool[] _isPenDown = new bool[MaxPoints];
    private int _count;

    public Span<Vector2> Points => _points.AsSpan(0, _count);

    /// <summary>Returns whether the pen drew a line from the point before <paramref name="index"/> to it.</summary>
    public bool IsLineTo(int index) => _isPenDown[index];

    public void Clear() => _count = 0;

    /// <summary>Draws a curve through the points, with a sharp turn at each corner.</summary>
    public void AddStroke(ReadOnlySpan<ControlPoint> stroke)
    {
        Add(stroke[0].Position, isPenDown: false);
        for (var i = 0; i + 1 < stroke.Length; i++)
        {
            var start = stroke[i].Position;
            var end = stroke[i + 1].Position;
            // Beyond an end or a corner the curve continues straight, so that points there do not bend it.
            var before = i == 0 || stroke[i].IsCorner ? (2 * start) - end : stroke[i - 1].Position;
            var after = i + 2 == stroke.Length || stroke[i + 1].IsCorner ? (2 * end) - start : stroke[i + 2].Position;
            for (var step = 1; step <= StepsPerCurve; step++)
            {
                Add(CatmullRom(before, start, end, after, step / (float)StepsPerCurve), isPenDown: true);
            }
        }
    }

    /// <summary>
    /// The curve through <paramref name="p1"/> (at 0) and <paramref name="p2"/> (at 1) of E. Catmull, R. Rom, "A class
    /// of local interpolating splines", 1974.
    /// </summary>
    private static Vector2 CatmullRom(Vector2 p0, Vector2 p1, Vector2 p2, Vector2 p3, float t)
    {
        var linear = p2 - p0;
        var quadratic = (2 * p0) - (5 * p1) + (4 * p2) - p3;
        var cubic = (3 * (p1 - p2)) + p3 - p0;
        return p1 + (0.5f * t * (linear + (t * (quadratic + (t * cubic)))));
    }

    private void Add(Vector2 point, bool isPenDown)
    {
        _points[_count] = point;
        _isPenDown[_count] = isPenDown;
        _count++;
    }
}
