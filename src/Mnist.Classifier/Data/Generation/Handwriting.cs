using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Writes a glyph as one person would: in a random pose, with every point a little displaced, slanted, rotated, stretched and
/// bent.
/// </summary>
internal static class Handwriting
{
    // How far beyond two poses the writing may go, as a fraction of their distance.
    private const float PoseOvershoot = 0.35f;

    // As a fraction of the box of a glyph, for the neatest and the most careless writer.
    private const float MinJitter = 0.015f;
    private const float MaxJitter = 0.08f;

    // As a fraction of the distance from an end of a stroke to the next point.
    private const float EndDeviation = 0.35f;

    // Of a stroke relative to the others: the rotation in radians, the size as a factor.
    private const float StrokeTurnDeviation = 0.08f;
    private const float StrokeSizeDeviation = 0.08f;

    private const float BulgeDeviation = 0.2f;
    private const float SlowWave = 3;
    private const float SlowWaveDeviation = 0.06f;
    private const float QuickWave = 6;
    private const float QuickWaveDeviation = 0.03f;

    private const float MeanSlant = 0.2f;
    private const float SlantDeviation = 0.3f;
    private const float RotationDeviation = 0.18f;
    private const float MeanAspect = 0.86f;
    private const float AspectDeviation = 0.27f;

    /// <summary>Writes the glyph into <paramref name="path"/>, in the glyph's own box, about 1 by 1.</summary>
    public static void Write(Glyph glyph, ref DigitRandom random, PenPath path)
    {
        path.Clear();
        var first = glyph.Poses[random.NextIndex(glyph.Poses.Count)];
        var second = glyph.Poses[random.NextIndex(glyph.Poses.Count)];
        var share = random.Next(-PoseOvershoot, 1 + PoseOvershoot);
        var jitter = random.Next(MinJitter, MaxJitter);
        Span<ControlPoint> points = stackalloc ControlPoint[Glyph.MaxPointsPerStroke];
        for (var i = 0; i < first.Length; i++)
        {
            var stroke = points[..first[i].Length];
            Pose(first[i], second[i], share, jitter, ref random, stroke);
            if (first.Length > 1)
            {
                Misplace(stroke, jitter, ref random);
            }

            ShiftEnd(ref stroke[0], stroke[1], ref random);
            ShiftEnd(ref stroke[^1], stroke[^2], ref random);
            path.AddStroke(stroke);
        }

        Distort(path.Points, ref random);
    }

    /// <summary>
    /// Applies smoothly varying displacements and an affine map, as P. Simard, D. Steinkraus, J. Platt, "Best practices
    /// for convolutional neural networks applied to visual document analysis", 2003, and D. Ciresan et al., "Deep, big,
    /// simple neural nets for handwritten digit recognition", 2010; but to the path of the pen, so that no pixel is blurred.
    /// </summary>
    private static void Distort(Span<Vector2> points, ref DigitRandom random)
    {
        Bulge(points, ref random);
        Sway(points, SlowWave, SlowWaveDeviation, ref random);
        Sway(points, QuickWave, QuickWaveDeviation, ref random);
        var shape = NextShape(ref random);
        foreach (ref var point in points)
        {
            point = Vector2.Transform(point, shape);
        }
    }

    /// <summary>Interpolates between two poses of a stroke, and displaces every point a little.</summary>
    private static void Pose(
        ControlPoint[] first, ControlPoint[] second, float share, float jitter, ref DigitRandom random,
        Span<ControlPoint> stroke)
    {
        for (var i = 0; i < stroke.Length; i++)
        {
            var position = Vector2.Lerp(first[i].Position, second[i].Position, share);
            stroke[i] = first[i] with { Position = position + (jitter * NextVector(ref random)) };
        }
    }

    private static Vector2 NextVector(ref DigitRandom random)
    {
        var x = random.NextBell();
        return new Vector2(x, random.NextBell());
    }

    /// <summary>Starts or ends a stroke too early or too late.</summary>
    private static void ShiftEnd(ref ControlPoint end, ControlPoint next, ref DigitRandom random) =>
        end = end with { Position = Vector2.Lerp(end.Position, next.Position, EndDeviation * random.NextBell()) };

    /// <summary>Displaces one of several strokes: the pen does not come down exactly where it should.</summary>
    private static void Misplace(Span<ControlPoint> stroke, float jitter, ref DigitRandom random)
    {
        var centre = Vector2.Zero;
        foreach (var point in stroke)
        {
            centre += point.Position / stroke.Length;
        }

        var shift = jitter * NextVector(ref random);
        var place = Matrix3x2.CreateScale(1 + (StrokeSizeDeviation * random.NextBell()), centre)
            * Matrix3x2.CreateRotation(StrokeTurnDeviation * random.NextBell(), centre)
            * Matrix3x2.CreateTranslation(shift);
        foreach (ref var point in stroke)
        {
            point = point with { Position = Vector2.Transform(point.Position, place) };
        }
    }

    /// <summary>
    /// Changes the proportions: a large top over a small bottom, or the opposite, and in the same way sideways.
    /// </summary>
    private static void Bulge(Span<Vector2> points, ref DigitRandom random)
    {
        var strength = BulgeDeviation * NextVector(ref random);
        foreach (ref var point in points)
        {
            // Zero at both edges of the box, with a slope of at most 60 % inside, so that the shape does not fold over.
            point += strength * point * (Vector2.One - point);
        }
    }

    /// <summary>Bends the whole digit, as the movement of an arm does, by one wave in each direction.</summary>
    private static void Sway(Span<Vector2> points, float frequency, float deviation, ref DigitRandom random)
    {
        var phase = new Vector2(random.Next(0, MathF.Tau), random.Next(0, MathF.Tau));
        var width = deviation * NextVector(ref random);
        foreach (ref var point in points)
        {
            var angle = phase + (frequency * new Vector2(point.Y, point.X));
            point += width * new Vector2(MathF.Sin(angle.X), MathF.Sin(angle.Y));
        }
    }

    private static Matrix3x2 NextShape(ref DigitRandom random)
    {
        var aspect = MeanAspect * MathF.Exp(AspectDeviation * random.NextBell());
        var slant = MeanSlant + (SlantDeviation * random.NextBell());
        var rotation = RotationDeviation * random.NextBell();
        // A positive slant moves the top to the right; y points down.
        var sheared = new Matrix3x2(aspect, 0, -slant, 1, 0, 0);
        return sheared * Matrix3x2.CreateRotation(rotation);
    }
}
