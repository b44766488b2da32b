using System.Numerics.Tensors;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Gives ink the form of MNIST, as its makers describe it: black and white, scaled into a box of 20x20 with its
/// proportions kept, grey where the edge cuts a pixel, and moved so that its centre of mass is in the middle of 28x28.
/// Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/.
/// </summary>
internal static class SizeNormalization
{
    public const int Side = 28;
    public const int PixelCount = Side * Side;
    public const int BoxSide = 20;

    // The digit's longest side while its strokes are measured and redrawn.
    private const int UsualWorkingSide = 120;

    /// <summary>Of digits that are drawn many at a time: less than half of the pixels.</summary>
    public const int SmallWorkingSide = 80;

    // Around the digit there, as a share of it.
    private const int MarginShare = 3;

    /// <summary>In pixels of the box of 20x20, as MNIST's training images have it on average: see docs/pictures.md.</summary>
    public const float MeanStrokeWidth = 2.6f;

    /// <summary>Of strokes that leave small loops and narrow gaps open.</summary>
    public const float ThinStrokeWidth = 1.7f;

    // Of full ink: what is weaker is paper.
    private const float PaperShare = 0.25f;

    // What a picture that has the form already may have.
    private const int SmallestBox = 16;
    private const float FarthestFromCentre = 1.5f;

    /// <summary>Returns the 784 pixels of a picture that is a digit in this form already, ink light or dark; otherwise null.</summary>
    public static byte[]? TryTake(GreyPicture picture)
    {
        // The corner is paper, and paper has no shades in this form.
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
        var (row, column) = CentreOfMass(ink); // not a number where there is no ink
        return BoxOf(ink, 0).LongestSide is >= SmallestBox and <= BoxSide && IsCentred(row) && IsCentred(column) ? pixels : null;

        static bool IsCentred(float centre) => MathF.Abs(centre - ((Side - 1) / 2f)) <= FarthestFromCentre;
    }

    /// <summary>Returns the 784 pixels of ink that was found.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="strokeWidth">How wide its strokes become, in pixels.</param>
    /// <param name="workingSide">Its longest side while its strokes are measured and redrawn.</param>
    public static byte[] Create(Ink ink, float strokeWidth, int workingSide = UsualWorkingSide)
    {
        var box = ink.Box;
        var step = box.LongestSide / (float)workingSide;
        var margin = workingSide / MarginShare;
        var width = (int)MathF.Ceiling(box.Width / step) + (2 * margin);
        var height = (int)MathF.Ceiling(box.Height / step) + (2 * margin);
        var (left, top) = (box.Left - (margin * step), box.Top - (margin * step));
        var enlarged = step <= 1
            ? Resampling.Sample(WithMargin(ink.Contrast), left + 1, top + 1, step, step, width, height)
            : Resampling.Shrink(ink.Contrast, left, top, step, width, height);
        var stroke = Redraw(enlarged, ink.Level / 2, strokeWidth, margin);
        return Centre(ScaleIntoBox(stroke, BoxOf(stroke, 0.5f)));
    }

    /// <summary>Returns the 784 pixels of ink that was found, with strokes as wide and as dark as they are.</summary>
    public static byte[] CreateAsWritten(Ink ink)
    {
        var contrast = ink.Contrast.Copy();
        TensorPrimitives.Subtract(contrast.Values, PaperShare * ink.Level, contrast.Values);
        TensorPrimitives.Max(contrast.Values, 0, contrast.Values);
        return Centre(ScaleIntoBox(contrast, ink.Box));
    }

    /// <summary>Puts a pixel of paper around, so that ink at the border does not go on beyond it.</summary>
    private static Plane WithMargin(Plane ink)
    {
        var result = new Plane(ink.Width + 2, ink.Height + 2);
        for (var row = 0; row < ink.Height; row++)
        {
            ink.Row(row).CopyTo(result.Row(row + 1)[1..]);
        }

        return result;
    }

    /// <summary>Draws the strokes in black and white, as wide as asked for.</summary>
    private static Plane Redraw(Plane ink, float threshold, float strokeWidth, int margin)
    {
        var inside = DistanceTransform.Inside(ink, threshold);
        var outside = DistanceTransform.Inside(ink, threshold, isInverse: true);
        var growth = Growth(inside, strokeWidth, margin);
        var redrawn = new Plane(ink.Width, ink.Height);
        for (var i = 0; i < redrawn.Values.Length; i++)
        {
            redrawn.Values[i] = Math.Clamp(inside.Values[i] - outside.Values[i] + growth + 0.5f, 0, 1);
        }

        return redrawn;
    }

    /// <summary>
    /// Finds by how much to move the edge outwards so that strokes have that width when the longest side has become 20:
    /// the scale s makes both s * (length + 2 * growth) = 20 and s * (width + 2 * growth) = strokeWidth.
    /// </summary>
    private static float Growth(Plane inside, float strokeWidth, int margin)
    {
        var box = BoxOf(inside, 0);
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
        var full = byte.MaxValue / box.Values.Max();
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

    private static Box BoxOf(Plane plane, float threshold)
    {
        var box = new Box(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            if (plane.Values[i] > threshold)
            {
                box = box.Include(i % plane.Width, i / plane.Width);
            }
        }

        return box;
    }
}
