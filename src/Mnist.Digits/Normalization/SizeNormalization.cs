using System.Numerics.Tensors;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Normalizes ink to MNIST's format: binarized, scaled to fit a 20x20 box with its aspect ratio preserved, antialiased, and
/// translated so that its centre of mass is at the centre of a 28x28 image. Y. LeCun, C. Cortes, C. Burges,
/// http://yann.lecun.com/exdb/mnist/.
/// </summary>
internal static class SizeNormalization
{
    public const int Side = 28;
    public const int PixelCount = Side * Side;
    public const int BoxSide = 20;

    // The digit's longest side while its strokes are redrawn.
    private const int UsualWorkingSide = 120;

    /// <summary>The working size for pictures of many digits, with less than half of the pixels.</summary>
    public const int SmallWorkingSide = 80;

    // The margin around the digit at the working size, as a fraction: 1 / 3.
    private const int MarginShare = 3;

    /// <summary>The mean stroke width of MNIST's training images, in pixels: see docs/pictures.md.</summary>
    public const float MeanStrokeWidth = 2.6f;

    /// <summary>A stroke width that leaves small loops and narrow gaps open.</summary>
    public const float ThinStrokeWidth = 1.7f;

    // As a share of full ink: anything weaker is paper.
    private const float PaperShare = 0.25f;

    // The limits within which a picture is considered to be in MNIST's format already.
    private const int SmallestBox = 16;
    private const float FarthestFromCentre = 1.5f;

    /// <summary>
    /// Returns the 784 pixels of a picture that is already in MNIST's format, with ink light or dark; otherwise,
    /// <see langword="null"/>.
    /// </summary>
    public static byte[]? TryTake(GreyView picture)
    {
        // The corner is paper, which is pure black or white in MNIST's format.
        var paper = picture.Pixels[0];
        if (picture.Width != Side || picture.Height != Side || paper is not (byte.MinValue or byte.MaxValue))
        {
            return null;
        }

        var pixels = picture.Pixels.ToArray();
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel ^= paper;
        }

        var ink = new Plane(Side, Side, Array.ConvertAll(pixels, pixel => (float)pixel));
        var (row, column) = CentreOfMass(ink); // NaN if there is no ink
        return BoxOf(ink, 0)?.LongestSide is >= SmallestBox and <= BoxSide && IsCentred(row) && IsCentred(column)
            ? pixels
            : null;

        static bool IsCentred(float centre) => MathF.Abs(centre - ((Side - 1) / 2f)) <= FarthestFromCentre;
    }

    /// <summary>Returns the 784 pixels of ink, redrawn with a given stroke width.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="strokeWidth">The stroke width in the result, in pixels.</param>
    /// <param name="workingSide">The digit's longest side while its strokes are redrawn.</param>
    public static byte[] Create(Ink ink, float strokeWidth, int workingSide = UsualWorkingSide)
    {
        var box = ink.Box;
        var step = box.LongestSide / (float)workingSide;
        var margin = workingSide / MarginShare;
        var width = (int)MathF.Ceiling(box.Width / step) + (2 * margin);
        var height = (int)MathF.Ceiling(box.Height / step) + (2 * margin);
        var (left, top) = (box.Left - (margin * step), box.Top - (margin * step));
        var framed = step <= 1 ? WithMargin(ink.Contrast) : null;
        var enlarged = framed is not null
            ? Resampling.Sample(framed, left + 1, top + 1, step, step, width, height)
            : Resampling.Shrink(ink.Contrast, left, top, step, width, height);
        var stroke = Redraw(enlarged, ink.Level / 2, strokeWidth, margin);
        // Thin, weak strokes can be lost when they are shrunk.
        var pixels = BoxOf(stroke, 0.5f) is { } strokeBox ? Centre(ScaleIntoBox(stroke, strokeBox)) : new byte[PixelCount];
        framed?.Return();
        enlarged.Return();
        stroke.Return();
        return pixels;
    }

    /// <summary>Returns the 784 pixels of ink, with its original strokes.</summary>
    public static byte[] CreateAsWritten(Ink ink)
    {
        var contrast = Plane.Rent(ink.Contrast.Width, ink.Contrast.Height);
        TensorPrimitives.Subtract(ink.Contrast.Values, PaperShare * ink.Level, contrast.Values);
        TensorPrimitives.Max(contrast.Values, 0, contrast.Values);
        var scaled = ScaleIntoBox(contrast, ink.Box);
        contrast.Return();
        return Centre(scaled);
    }

    /// <summary>Adds a margin of one pixel of paper, so that sampling does not extend ink beyond the border.</summary>
    private static Plane WithMargin(Plane ink)
    {
        var result = Plane.Rent(ink.Width + 2, ink.Height + 2);
        result.Row(0).Clear();
        result.Row(ink.Height + 1).Clear();
        for (var row = 0; row < ink.Height; row++)
        {
            var target = result.Row(row + 1);
            ink.Row(row).CopyTo(target[1..]);
            target[0] = target[^1] = 0;
        }

        return result;
    }

    /// <summary>Binarizes the strokes and redraws them with a given width in the result.</summary>
    private static Plane Redraw(Plane ink, float threshold, float strokeWidth, int margin)
    {
        var redrawn = Plane.Rent(ink.Width, ink.Height);
        redrawn.Values.Clear();
        if (BoxOf(ink, threshold) is not { } box)
        {
            return redrawn;
        }

        // The inside distance needs a margin of one pixel; the outside distance, as much as strokes may grow.
        var part = box.Grow(1, ink.Width, ink.Height);
        var inside = DistanceTransform.Inside(ink, threshold, part);
        var growth = Growth(inside, box, strokeWidth, margin);
        var reach = 2 + (int)MathF.Ceiling(MathF.Max(growth + 1, 0) / DistanceTransform.Straight);
        var wide = box.Grow(reach, ink.Width, ink.Height);
        var outside = DistanceTransform.Inside(ink, threshold, wide, isInverse: true);
        for (var row = wide.Top; row <= wide.Bottom; row++)
        {
            var target = redrawn.Row(row).Slice(wide.Left, wide.Width);
            TensorPrimitives.Negate(outside.Row(row - wide.Top), target);
            if (row >= part.Top && row <= part.Bottom)
            {
                var inner = target.Slice(part.Left - wide.Left, part.Width);
                TensorPrimitives.Add(inner, inside.Row(row - part.Top), inner);
            }

            TensorPrimitives.Add(target, growth, target);
            TensorPrimitives.Add(target, 0.5f, target);
            TensorPrimitives.Max(target, 0, target);
            TensorPrimitives.Min(target, 1, target);
        }

        inside.Return();
        outside.Return();
        return redrawn;
    }

    /// <summary>
    /// Returns how far to move the edge outwards, so that strokes have the given width once the longest side is scaled to 20.
    /// It solves s * (length + 2 * growth) = 20 and s * (width + 2 * growth) = strokeWidth, where s is the scale.
    /// </summary>
    private static float Growth(Plane inside, Box box, float strokeWidth, int margin)
    {
        var width = DistanceTransform.StrokeWidth(inside);
        var scale = (BoxSide - strokeWidth) / MathF.Max(box.LongestSide - width, 1);
        var growth = ((strokeWidth / scale) - width) / 2;
        return Math.Clamp(growth, -0.3f * width, margin / 2f);
    }

    private static Plane ScaleIntoBox(Plane stroke, Box box)
    {
        var step = box.LongestSide / (float)BoxSide;
        var left = box.Left + (box.Width / 2f) - (BoxSide / 2 * step);
        var top = box.Top + (box.Height / 2f) - (BoxSide / 2 * step);
        return Resampling.Shrink(stroke, left, top, step, BoxSide, BoxSide);
    }

    private static byte[] Centre(Plane box)
    {
        var (row, column) = CentreOfMass(box);
        var (top, left) = (Origin(row), Origin(column));
        var full = byte.MaxValue / TensorPrimitives.Max<float>(box.Values);
        var pixels = new byte[PixelCount];
        for (var i = 0; i < box.Values.Length; i++)
        {
            pixels[((top + (i / BoxSide)) * Side) + left + (i % BoxSide)] = (byte)MathF.Round(box.Values[i] * full);
        }

        return pixels;
    }

    private static int Origin(float centre) => Math.Clamp((int)MathF.Round((Side / 2f) - 0.5f - centre), 0, Side - BoxSide);

    private static (float Row, float Column) CentreOfMass(Plane plane)
    {
        var (mass, massTimesRow, massTimesColumn) = (0f, 0f, 0f);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            mass += plane.Values[i];
            massTimesRow += plane.Values[i] * (i / plane.Width);
            massTimesColumn += plane.Values[i] * (i % plane.Width);
        }

        return (massTimesRow / mass, massTimesColumn / mass);
    }

    private static Box? BoxOf(Plane plane, float threshold)
    {
        Box? box = null;
        for (var row = 0; row < plane.Height; row++)
        {
            var values = plane.Row(row);
            if (TensorPrimitives.Max<float>(values) > threshold)
            {
                var (first, last) = (0, values.Length - 1);
                while (!(values[first] > threshold))
                {
                    first++;
                }

                while (!(values[last] > threshold))
                {
                    last--;
                }

                var found = new Box(first, row, last, row);
                box = box?.Union(found) ?? found;
            }
        }

        return box;
    }
}
