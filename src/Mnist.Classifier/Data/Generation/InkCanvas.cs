using System.Numerics;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws a pen path in the form of MNIST: the ink scaled into a box of 20x20 with its proportions kept, grey only at the edges,
/// and its centre of mass in the middle of 28x28.
/// </summary>
internal sealed class InkCanvas
{
    private const int ImageSide = SizeNormalization.Side;
    private const int BoxSide = SizeNormalization.BoxSide;

    // In pixels of the image. The ink reaches the edges of the box, which cut off most of the grey there, as in MNIST, whose
    // black ink was cropped before it was scaled.
    private const float MinSize = 19.6f;
    private const float EdgeWidth = 1.25f;
    private const float EdgeOverlap = 0.1f;
    private const float EdgeNoise = 0.03f;
    private const byte MinInk = 8;

    // How deep inside the ink the centre of each pixel is, in pixels; negative outside.
    private readonly float[] _depths = new float[BoxSide * BoxSide];
    private readonly byte[] _box = new byte[BoxSide * BoxSide];

    /// <summary>Draws the path, and moves its points to where they are drawn, into 28x28 pixels that are all zero.</summary>
    public void Draw(PenPath path, ref DigitRandom random, Span<byte> image)
    {
        var pen = Pen.Draw(ref random);
        FitIntoBox(path.Points, pen.Radius - EdgeOverlap, ref random);
        MeasureDepths(path, pen);
        Ink(ref random);
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
        var room = random.Next(MinSize, BoxSide) - (2 * margin);
        var scale = room / MathF.Max(size.X, size.Y);
        // In the middle except for a fraction of a pixel, so that the pixel grid cuts every digit differently.
        var slack = new Vector2(BoxSide - (2 * margin)) - (scale * size);
        var phase = new Vector2(random.Next(-0.5f, 0.5f), random.Next(-0.5f, 0.5f));
        var offset = new Vector2(margin) + (0.5f * slack) + (phase * Vector2.Min(slack, Vector2.One));
        foreach (ref var point in points)
        {
            point = ((point - min) * scale) + offset;
        }
    }

    private void MeasureDepths(PenPath path, Pen pen)
    {
        Array.Fill(_depths, -EdgeWidth);
        var points = path.Points;
        for (var i = 1; i < points.Length; i++)
        {
            if (path.IsLineTo(i))
            {
                MeasureDepths(points[i - 1], points[i], pen.RadiusAt(i));
            }
        }
    }

    private void MeasureDepths(Vector2 start, Vector2 end, float radius)
    {
        var reach = new Vector2(radius + EdgeWidth);
        var low = Vector2.Max(Vector2.Min(start, end) - reach, Vector2.Zero);
        var high = Vector2.Min(Vector2.Max(start, end) + reach, new Vector2(BoxSide - 1));
        var line = end - start;
        var perLength = 1 / MathF.Max(line.LengthSquared(), 1e-6f);
        for (var row = (int)low.Y; row <= (int)high.Y; row++)
        {
            for (var column = (int)low.X; column <= (int)high.X; column++)
            {
                var toPixel = new Vector2(column + 0.5f, row + 0.5f) - start;
                var along = Math.Clamp(Vector2.Dot(toPixel, line) * perLength, 0, 1);
                ref var depth = ref _depths[(row * BoxSide) + column];
                depth = MathF.Max(depth, radius - (toPixel - (along * line)).Length());
            }
        }
    }

    private void Ink(ref DigitRandom random)
    {
        var full = random.Next(252.5f, 255.5f);
        for (var i = 0; i < _box.Length; i++)
        {
            var inside = (_depths[i] / EdgeWidth) + 0.5f;
            if (inside is > 0 and < 1)
            {
                // Only where the edge of the pen cuts the pixel: in MNIST paper is 0 and ink is full, without grain.
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

    /// <summary>Returns where the box starts, in whole pixels inside the image, with its mass in the middle.</summary>
    private static int Origin(long massTimesPlace, long mass) => Math.Clamp(
        (int)MathF.Round(((ImageSide - 1) / 2f) - (massTimesPlace / (float)mass)), 0, ImageSide - BoxSide);
}
