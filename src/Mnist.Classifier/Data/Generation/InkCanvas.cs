using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws a pen path as MNIST's makers left their digits: the ink scaled into a box of 20x20 with its proportions kept,
/// grey only at the edges, and the centre of mass moved to the middle of 28x28.
/// </summary>
internal sealed class InkCanvas
{
    public const int ImageSide = 28;
    private const int BoxSide = 20;

    // In pixels of the image. Together they make the stroke width, the grey edge and the ink share of MNIST.
    private const float MeanRadius = 1.34f;
    private const float RadiusDeviation = 0.36f;
    private const float MinRadius = 0.65f;
    private const float EdgeWidth = 1.25f;
    private const float EdgeNoise = 0.1f;
    private const byte MinInk = 8;

    private readonly float[] _distances = new float[BoxSide * BoxSide];
    private readonly byte[] _box = new byte[BoxSide * BoxSide];

    /// <summary>Draws the path.</summary>
    /// <param name="path">The path; its points are moved to where they are drawn.</param>
    /// <param name="random">Chooses the pen, the size and the grain.</param>
    /// <param name="image">The image to fill, 28x28, all zero before.</param>
    public void Draw(PenPath path, ref DigitRandom random, Span<byte> image)
    {
        var radius = MathF.Max(MinRadius, MeanRadius + (RadiusDeviation * random.NextBell()));
        FitIntoBox(path.Points, radius + (EdgeWidth / 2), ref random);
        MeasureDistances(path, radius + EdgeWidth);
        Ink(radius, ref random);
        CentreInto(image);
    }

    private static void FitIntoBox(Span<Vector2> points, float margin, ref DigitRandom random)
    {
        var (min, max) = (points[0], points[0]);
        foreach (var point in points)
        {
            min = Vector2.Min(min, point);
            max = Vector2.Max(max, point);
        }

        var size = max - min;
        var room = random.Next(BoxSide - 1, BoxSide) - (2 * margin);
        var scale = room / MathF.Max(size.X, size.Y);
        // In the middle but for a part of a pixel, so that the pixel grid cuts every digit differently.
        var slack = new Vector2(BoxSide - (2 * margin)) - (scale * size);
        var phase = new Vector2(random.Next(-0.5f, 0.5f), random.Next(-0.5f, 0.5f));
        var offset = new Vector2(margin) + (0.5f * slack) + (phase * Vector2.Min(slack, Vector2.One));
        foreach (ref var point in points)
        {
            point = ((point - min) * scale) + offset;
        }
    }

    /// <summary>
    /// Finds how far each pixel's centre is from the path, where that is less than <paramref name="reach"/>.
    /// </summary>
    private void MeasureDistances(PenPath path, float reach)
    {
        Array.Fill(_distances, reach * reach);
        var points = path.Points;
        for (var i = 1; i < points.Length; i++)
        {
            if (path.IsLineTo(i))
            {
                MeasureDistances(points[i - 1], points[i], reach);
            }
        }
    }

    private void MeasureDistances(Vector2 start, Vector2 end, float reach)
    {
        var low = Vector2.Max(Vector2.Min(start, end) - new Vector2(reach), Vector2.Zero);
        var high = Vector2.Min(Vector2.Max(start, end) + new Vector2(reach), new Vector2(BoxSide - 1));
        var line = end - start;
        var perLength = 1 / MathF.Max(line.LengthSquared(), 1e-6f);
        for (var row = (int)low.Y; row <= (int)high.Y; row++)
        {
            for (var column = (int)low.X; column <= (int)high.X; column++)
            {
                var toPixel = new Vector2(column + 0.5f, row + 0.5f) - start;
                var along = Math.Clamp(Vector2.Dot(toPixel, line) * perLength, 0, 1);
                ref var distance = ref _distances[(row * BoxSide) + column];
                distance = MathF.Min(distance, (toPixel - (along * line)).LengthSquared());
            }
        }
    }

    private void Ink(float radius, ref DigitRandom random)
    {
        var full = random.Next(252.5f, 255.5f);
        for (var i = 0; i < _box.Length; i++)
        {
            var inside = ((radius - MathF.Sqrt(_distances[i])) / EdgeWidth) + 0.5f;
            if (inside is > 0 and < 1)
            {
                // Only where the pen's edge cuts the pixel: paper is 0 and ink is full in MNIST, without grain.
                inside = Math.Clamp(inside + (EdgeNoise * random.NextBell()), 0, 1);
            }

            var ink = (byte)Math.Min(full * Math.Clamp(inside, 0, 1), byte.MaxValue);
            _box[i] = ink < MinInk ? (byte)0 : ink;
        }
    }

    private void CentreInto(Span<byte> image)
    {
        long mass = 0, massTimesRow = 0, massTimesColumn = 0;
        for (var i = 0; i < _box.Length; i++)
        {
            mass += _box[i];
            massTimesRow += _box[i] * (i / BoxSide);
            massTimesColumn += _box[i] * (i % BoxSide);
        }

        var top = Origin(massTimesRow, mass);
        var left = Origin(massTimesColumn, mass);
        for (var row = 0; row < BoxSide; row++)
        {
            _box.AsSpan(row * BoxSide, BoxSide).CopyTo(image.Slice(((top + row) * ImageSide) + left, BoxSide));
        }
    }

    /// <summary>
    /// Gets where the box begins, in whole pixels and inside the image, for its mass to be in the middle.
    /// </summary>
    private static int Origin(long massTimesPlace, long mass) => Math.Clamp(
        (int)MathF.Round(((ImageSide - 1) / 2f) - (massTimesPlace / (float)mass)), 0, ImageSide - BoxSide);
}
