using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws scattered pieces of the strokes of digits: the curves are those of digits, the whole is not a digit.
/// </summary>
internal static class DigitScraps
{
    private const float MinScale = 0.5f;
    private const float MaxScale = 1.1f;

    /// <summary>Draws three to five pieces into <paramref name="path"/>, each rotated and moved at random.</summary>
    public static void Draw(ref DigitRandom random, PenPath path)
    {
        path.Clear();
        var count = 3 + random.NextIndex(3);
        Span<ControlPoint> points = stackalloc ControlPoint[Glyph.MaxPointsPerStroke];
        for (var i = 0; i < count; i++)
        {
            var glyph = GlyphTable.Digits.Draw(ref random);
            var pose = glyph.Poses[random.NextIndex(glyph.Poses.Count)];
            var stroke = pose[random.NextIndex(pose.Length)];
            var length = Math.Min(stroke.Length, 2 + random.NextIndex(5));
            var start = random.NextIndex(stroke.Length - length + 1);
            var move = Matrix3x2.CreateScale(random.Next(MinScale, MaxScale), new Vector2(0.5f))
                * Matrix3x2.CreateRotation(random.Next(0, MathF.Tau), new Vector2(0.5f))
                * Matrix3x2.CreateTranslation(random.Next(-0.5f, 0.5f), random.Next(-0.5f, 0.5f));
            for (var point = 0; point < length; point++)
            {
                var original = stroke[start + point];
                points[point] = original with { Position = Vector2.Transform(original.Position, move) };
            }

            path.AddStroke(points[..length]);
        }
    }
}
