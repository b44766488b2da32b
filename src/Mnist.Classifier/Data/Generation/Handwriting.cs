using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Turns a glyph into one person's digit: no two points quite where they belong, slanted, turned, squeezed.
/// </summary>
internal static class Handwriting
{
    // Of the box that a glyph is drawn in, for the neatest and the most careless hand. More makes digits that people
    // cannot read either.
    private const float MinJitter = 0.02f;
    private const float MaxJitter = 0.043f;
    private const float SwayWidth = 0.03f;
    private const float BulgeDeviation = 0.13f;

    private const float MeanSlant = 0.2f;
    private const float SlantDeviation = 0.23f;
    private const float RotationDeviation = 0.11f;
    private const float MinAspect = 0.62f;
    private const float MaxAspect = 1.25f;

    /// <summary>Writes the glyph into <paramref name="path"/>, in the glyph's own box, about 1 by 1.</summary>
    public static void Write(Glyph glyph, ref DigitRandom random, PenPath path)
    {
        path.Clear();
        Span<ControlPoint> jittered = stackalloc ControlPoint[16];
        var jitter = random.Next(MinJitter, MaxJitter);
        foreach (var stroke in glyph.Strokes)
        {
            var offset = jitter * NextVector(ref random);
            for (var i = 0; i < stroke.Length; i++)
            {
                var position = stroke[i].Position + offset + (jitter * NextVector(ref random));
                jittered[i] = stroke[i] with { Position = position };
            }

            path.AddStroke(jittered[..stroke.Length]);
        }

        Bulge(ref random, path.Points);
        Sway(ref random, path.Points);
        var shape = NextShape(ref random);
        foreach (ref var point in path.Points)
        {
            point = Vector2.Transform(point, shape);
        }
    }

    private static Vector2 NextVector(ref DigitRandom random)
    {
        var x = random.NextBell();
        return new Vector2(x, random.NextBell());
    }

    /// <summary>
    /// Shifts the proportions: a large head over a small foot, or the other way round, and so from side to side.
    /// </summary>
    private static void Bulge(ref DigitRandom random, Span<Vector2> points)
    {
        var strength = BulgeDeviation * NextVector(ref random);
        foreach (ref var point in points)
        {
            // Zero at both edges of the box, and at most 39 % of slope, so that nothing folds over.
            point += strength * point * (Vector2.One - point);
        }
    }

    /// <summary>Bends the whole digit a little, as an arm does, by one slow wave in each direction.</summary>
    private static void Sway(ref DigitRandom random, Span<Vector2> points)
    {
        var phase = new Vector2(random.Next(0, MathF.Tau), random.Next(0, MathF.Tau));
        var width = SwayWidth * NextVector(ref random);
        foreach (ref var point in points)
        {
            point += width * new Vector2(MathF.Sin(phase.X + (5 * point.Y)), MathF.Sin(phase.Y + (5 * point.X)));
        }
    }

    private static Matrix3x2 NextShape(ref DigitRandom random)
    {
        var aspect = random.Next(MinAspect, MaxAspect);
        var slant = MeanSlant + (SlantDeviation * random.NextBell());
        var rotation = RotationDeviation * random.NextBell();
        // A positive slant moves the top to the right; y points down.
        var sheared = new Matrix3x2(aspect, 0, -slant, 1, 0, 0);
        return sheared * Matrix3x2.CreateRotation(rotation);
    }
}
