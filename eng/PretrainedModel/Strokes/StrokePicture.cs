using System.Numerics;
using Mnist.Digits;

namespace PretrainedModel.Strokes;

/// <summary>Draws strokes with a round pen, dark on white, and brings them into the form of MNIST as any picture is.</summary>
internal static class StrokePicture
{
    /// <summary>The side of the images that are made.</summary>
    public const int ImageSide = 28;

    private const int Side = 112;
    private const float Margin = 16;
    private const int StepsPerCurve = 8;

    /// <summary>Returns the 784 pixels of some strokes.</summary>
    /// <param name="strokes">Curves through points; y points down. They are scaled to fit.</param>
    /// <param name="random">Chooses the pen.</param>
    public static byte[] Draw(IReadOnlyList<Vector2[]> strokes, Random random)
    {
        var lines = strokes.Select(Smooth).ToArray();
        var (min, max) = (
            lines.SelectMany(line => line).Aggregate(Vector2.Min), lines.SelectMany(line => line).Aggregate(Vector2.Max));
        var scale = (Side - (2 * Margin)) / MathF.Max(MathF.Max(max.X - min.X, max.Y - min.Y), 1e-3f);
        var offset = new Vector2(Side / 2f) - (scale / 2 * (min + max));
        var pen = Side * random.Between(0.015f, 0.08f);
        var (pressure, frequency, phase) = (random.Between(0, 0.5f), random.Between(0.05f, 0.3f), random.Between(0, MathF.Tau));
        var picture = new byte[Side * Side];
        Array.Fill(picture, byte.MaxValue);
        foreach (var line in lines)
        {
            for (var i = 1; i < line.Length; i++)
            {
                var radius = pen * (1 + (pressure * MathF.Sin(phase + (frequency * i))));
                DrawLine(picture, (scale * line[i - 1]) + offset, (scale * line[i]) + offset, radius);
            }
        }

        return DigitImage.Normalize(picture, Side, Side).Pixels.ToArray();
    }

    /// <summary>The curve of E. Catmull, R. Rom, "A class of local interpolating splines", 1974, as short lines.</summary>
    private static Vector2[] Smooth(Vector2[] stroke)
    {
        var line = new List<Vector2> { stroke[0] };
        for (var i = 0; i + 1 < stroke.Length; i++)
        {
            var (p1, p2) = (stroke[i], stroke[i + 1]);
            var p0 = i == 0 ? (2 * p1) - p2 : stroke[i - 1];
            var p3 = i + 2 == stroke.Length ? (2 * p2) - p1 : stroke[i + 2];
            for (var step = 1; step <= StepsPerCurve; step++)
            {
                var t = step / (float)StepsPerCurve;
                var cubic = (3 * (p1 - p2)) + p3 - p0;
                line.Add(p1 + (0.5f * t * (p2 - p0 + (t * ((2 * p0) - (5 * p1) + (4 * p2) - p3 + (t * cubic))))));
            }
        }

        return [.. line];
    }

    private static void DrawLine(byte[] picture, Vector2 start, Vector2 end, float radius)
    {
        var reach = new Vector2(radius + 1);
        var low = Vector2.Clamp(Vector2.Min(start, end) - reach, Vector2.Zero, new Vector2(Side - 1));
        var high = Vector2.Clamp(Vector2.Max(start, end) + reach, Vector2.Zero, new Vector2(Side - 1));
        var line = end - start;
        for (var row = (int)low.Y; row <= (int)high.Y; row++)
        {
            for (var column = (int)low.X; column <= (int)high.X; column++)
            {
                var toPixel = new Vector2(column + 0.5f, row + 0.5f) - start;
                var along = Math.Clamp(Vector2.Dot(toPixel, line) / MathF.Max(line.LengthSquared(), 1e-6f), 0, 1);
                var ink = Math.Clamp(radius - (toPixel - (along * line)).Length() + 0.5f, 0, 1);
                ref var pixel = ref picture[(row * Side) + column];
                pixel = Math.Min(pixel, (byte)(byte.MaxValue * (1 - ink)));
            }
        }
    }
}
