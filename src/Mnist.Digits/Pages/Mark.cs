using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>A piece of ink on a page: a digit, a part of one, several that touch, or something else.</summary>
/// <param name="Box">Where it is on the page, in pixels of the size that is looked at.</param>
/// <param name="Ink">Its ink alone, in a picture as large as the box: 0 for paper, 1 for full ink.</param>
/// <param name="Area">How many pixels it has.</param>
/// <param name="Thickness">The diameter, in pixels, of the largest disc inside it.</param>
internal sealed record Mark(Box Box, Plane Ink, int Area, float Thickness)
{
    // Of full ink.
    public const float EdgeShare = 0.4f;

    // In heights.
    private const float LocalReach = 0.3f;
    private const float WidestDigit = 1.5f;

    /// <summary>Gets how blob-like it is: 1 for a disc, about 0.15 for a digit.</summary>
    public float Solidity => Thickness / Box.LongestSide;

    public float CentreX => (Box.Left + Box.Right) / 2f;

    public float CentreY => (Box.Top + Box.Bottom) / 2f;

    /// <summary>Gets it as ink whose image can be made.</summary>
    public Ink ToInk() =>
        new(Ink, Level: 1, new Box(0, 0, Box.Width - 1, Box.Height - 1), Solidity, IsOneOfSeveral: false, Likelihood: 1);

    /// <summary>
    /// Measures how tall the digits in it are, which is less than its height where a row leans: the median over places of what is within
    /// <see cref="LocalReach"/> beside them.
    /// </summary>
    public float LocalHeight()
    {
        var (width, height) = (Ink.Width, Ink.Height);
        if (width <= WidestDigit * height)
        {
            return height;
        }

        var (tops, bottoms) = (new int[width], new int[width]);
        Array.Fill(tops, height);
        Array.Fill(bottoms, -1);
        for (var row = 0; row < height; row++)
        {
            var values = Ink.Row(row);
            for (var column = 0; column < width; column++)
            {
                if (values[column] > EdgeShare)
                {
                    tops[column] = Math.Min(tops[column], row);
                    bottoms[column] = row;
                }
            }
        }

        var reach = (int)(LocalReach * height);
        var heights = new float[width];
        for (var column = 0; column < width; column++)
        {
            var near = Math.Max(column - reach, 0)..Math.Min(column + reach + 1, width);
            heights[column] = System.Numerics.Tensors.TensorPrimitives.Max<int>(bottoms[near]) + 1 - System.Numerics.Tensors.TensorPrimitives.Min<int>(tops[near]);
        }

        return MathF.Max(QuickSelect.Select(heights, width / 2), 1);
    }

    public Mark Union(Mark other)
    {
        var box = Box.Union(other.Box);
        var ink = new Plane(box.Width, box.Height);
        Draw(this);
        Draw(other);
        return new Mark(box, ink, Area + other.Area, MathF.Max(Thickness, other.Thickness));

        void Draw(Mark mark)
        {
            for (var row = 0; row < mark.Ink.Height; row++)
            {
                var target = ink.Row(mark.Box.Top - box.Top + row).Slice(mark.Box.Left - box.Left, mark.Ink.Width);
                System.Numerics.Tensors.TensorPrimitives.Max(target, mark.Ink.Row(row), target);
            }
        }
    }
}
