using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws doodles: wandering curves, loops, zigzags, crossing lines, stars. Shapes that could be read as a digit or a letter are
/// avoided: single lines, circles, few corners.
/// </summary>
internal static class Doodle
{
    // The share of two kinds on top of each other.
    private const float PairShare = 0.2f;

    private const float CornerShare = 0.2f;
    private const int PointsPerTurn = 8;

    /// <summary>Draws a doodle into <paramref name="path"/>, in a box of any size.</summary>
    public static void Draw(ref DigitRandom random, PenPath path)
    {
        path.Clear();
        AddAny(ref random, path);
        if (random.NextUnit() < PairShare)
        {
            AddAny(ref random, path);
        }
    }

    private static void AddAny(ref DigitRandom random, PenPath path)
    {
        switch (random.NextIndex(10))
        {
            case < 4:
                AddCurves(ref random, path);
                break;
            case < 6:
                AddLoops(ref random, path);
                break;
            case 6:
                AddZigzag(ref random, path);
                break;
            case 7:
                AddStar(ref random, path);
                break;
            default:
                AddLines(ref random, path);
                break;
        }
    }

    /// <summary>Adds one to five curves, more often few; a single one is longer than the strokes of a digit.</summary>
    private static void AddCurves(ref DigitRandom random, PenPath path)
    {
        var count = 1 + Math.Min(random.NextIndex(5), random.NextIndex(5));
        Span<ControlPoint> points = stackalloc ControlPoint[10];
        for (var i = 0; i < count; i++)
        {
            var stroke = points[..(count == 1 ? 6 + random.NextIndex(5) : 3 + random.NextIndex(4))];
            var position = NextPosition(ref random);
            foreach (ref var point in stroke)
            {
                point = new ControlPoint(position, random.NextUnit() < CornerShare);
                position += Direction(random.Next(0, MathF.Tau)) * random.Next(0.2f, 0.7f);
            }

            path.AddStroke(stroke);
        }
    }

    /// <summary>Adds a coil, or a spiral of two or more turns.</summary>
    private static void AddLoops(ref DigitRandom random, PenPath path)
    {
        var turns = random.Next(2, 4);
        var count = (int)(turns * PointsPerTurn);
        var shape = NextShape(ref random);
        var (advance, growth) = (random.Next(0.1f, 0.8f), random.Next(0, 0.4f));
        if (random.NextUnit() < 0.4f)
        {
            (advance, growth) = (0, random.Next(0.4f, 1.2f));
        }

        Span<ControlPoint> stroke = stackalloc ControlPoint[count];
        for (var i = 0; i < count; i++)
        {
            var turn = i / (float)PointsPerTurn;
            var position = ((0.35f + (growth * turn)) * Direction(turn * MathF.Tau)) + new Vector2(advance * turn, 0);
            stroke[i] = new ControlPoint(Vector2.Transform(position, shape), IsCorner: false);
        }

        path.AddStroke(stroke);
    }

    /// <summary>Adds a zigzag with more corners than a letter has.</summary>
    private static void AddZigzag(ref DigitRandom random, PenPath path)
    {
        var count = 6 + random.NextIndex(6);
        var shape = NextShape(ref random);
        var isRound = random.NextUnit() < 0.3f;
        Span<ControlPoint> stroke = stackalloc ControlPoint[count];
        for (var i = 0; i < count; i++)
        {
            var side = i % 2 == 0 ? random.Next(0, 0.35f) : random.Next(0.65f, 1);
            var position = new Vector2((i + random.Next(-0.3f, 0.3f)) / count, side);
            stroke[i] = new ControlPoint(Vector2.Transform(position, shape), !isRound);
        }

        path.AddStroke(stroke);
    }

    /// <summary>Adds a star of four to eight points, or a triangle.</summary>
    private static void AddStar(ref DigitRandom random, PenPath path)
    {
        var isTriangle = random.NextUnit() < 0.2f;
        var count = isTriangle ? 3 : 2 * (4 + random.NextIndex(5));
        var (shape, depth) = (NextShape(ref random), random.Next(0.25f, 0.6f));
        Span<ControlPoint> stroke = stackalloc ControlPoint[count + 1];
        for (var i = 0; i < count; i++)
        {
            var radius = random.Next(0.85f, 1.15f) * (isTriangle || i % 2 == 0 ? 1 : depth);
            stroke[i] = new ControlPoint(Vector2.Transform(radius * Direction(i * MathF.Tau / count), shape), IsCorner: true);
        }

        stroke[count] = stroke[0];
        path.AddStroke(stroke);
    }

    /// <summary>Adds three to seven straight lines, at random or roughly perpendicular.</summary>
    private static void AddLines(ref DigitRandom random, PenPath path)
    {
        var count = 3 + random.NextIndex(5);
        var isGrid = random.NextUnit() < 0.4f;
        var turn = random.Next(0, MathF.Tau);
        for (var i = 0; i < count; i++)
        {
            var middle = NextPosition(ref random);
            var angle = isGrid ? turn + (i % 2 * MathF.PI / 2) + random.Next(-0.1f, 0.1f) : random.Next(0, MathF.Tau);
            var half = random.Next(0.2f, 0.7f) * Direction(angle);
            path.AddStroke([new(middle - half, IsCorner: false), new(middle + half, IsCorner: false)]);
        }
    }

    private static Vector2 NextPosition(ref DigitRandom random)
    {
        var x = random.NextUnit();
        return new Vector2(x, random.NextUnit());
    }

    private static Matrix3x2 NextShape(ref DigitRandom random)
    {
        var size = new Vector2(random.Next(0.5f, 1.2f), random.Next(0.5f, 1.2f));
        return Matrix3x2.CreateScale(size) * Matrix3x2.CreateRotation(random.Next(0, MathF.Tau));
    }

    private static Vector2 Direction(float angle) => new(MathF.Cos(angle), MathF.Sin(angle));
}
