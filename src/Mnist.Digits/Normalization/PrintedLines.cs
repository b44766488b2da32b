using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Removes printed lines from a picture: the boxes and combs of forms, ruled and squared paper. A line cannot be told from a
/// long stroke by the picture alone, so the results are only candidates.
/// </summary>
internal static class PrintedLines
{
    // Binarization thresholds for lines, as shares of the strongest contrast.
    private const float BorderThreshold = 0.3f;
    private const float RunThreshold = 0.25f;

    // As a share of the picture's width or height: straight strokes are rarely this long.
    private const float ShortestRun = 0.7f;

    // Lines are grey at their edges, and those that touch the border are less straight than runs.
    private const int BorderMargin = 2;
    private const int RunMargin = 1;

    /// <summary>
    /// Returns the contrast without components that touch the border, and without long straight runs, if any. It is made of the
    /// argument, and its <see cref="InkContrast.Contrast"/> is rented.
    /// </summary>
    public static IEnumerable<InkContrast> Remove(InkContrast contrast)
    {
        var strongest = TensorPrimitives.Max<float>(contrast.Contrast.Values);
        var touching = FindTouching(contrast.Contrast, MathF.Max(contrast.Floor, BorderThreshold * strongest));
        if (touching.Count > 0)
        {
            yield return contrast.Without(touching, BorderMargin);
        }

        var lines = FindLines(contrast.Contrast, MathF.Max(contrast.Floor, RunThreshold * strongest));
        if (lines.Count > 0)
        {
            yield return contrast.Without(lines, RunMargin);
        }
    }

    private static List<Box> FindTouching(Plane ink, float threshold)
    {
        var components = ConnectedComponents.Find(ink, threshold);
        var boxes = new List<Box>();
        foreach (var run in components.Runs)
        {
            if (components.All[run.Label - 1].BorderContact > 0)
            {
                boxes.Add(new Box(run.Start, run.Row, run.End - 1, run.Row));
            }
        }

        return boxes;
    }

    private static List<Box> FindLines(Plane ink, float threshold)
    {
        var lines = new List<Box>();
        var heights = new int[ink.Width]; // of the run of ink that ends in each column of the row
        for (var row = 0; row < ink.Height; row++)
        {
            var values = ink.Row(row);
            var length = 0;
            for (var column = 0; column < values.Length; column++)
            {
                if (values[column] > threshold)
                {
                    length++;
                    heights[column]++;
                    continue;
                }

                AddAcross(row, column, length);
                AddDown(row, column);
                length = 0;
            }

            AddAcross(row, ink.Width, length);
        }

        for (var column = 0; column < heights.Length; column++)
        {
            AddDown(ink.Height, column);
        }

        return lines;

        void AddAcross(int row, int end, int length)
        {
            if (length >= ShortestRun * ink.Width)
            {
                lines.Add(new Box(end - length, row, end - 1, row));
            }
        }

        void AddDown(int end, int column)
        {
            if (heights[column] >= ShortestRun * ink.Height)
            {
                lines.Add(new Box(column, end - heights[column], column, end - 1));
            }

            heights[column] = 0;
        }
    }
}
