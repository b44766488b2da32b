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
    /// Returns the contrast without components that touch the border, and without long straight runs, if any.
    /// </summary>
    public static IEnumerable<InkContrast> Remove(InkContrast contrast)
    {
        var strongest = TensorPrimitives.Max<float>(contrast.Contrast.Values);
        if (FindTouching(contrast.Contrast, MathF.Max(contrast.Floor, BorderThreshold * strongest)) is { } touching)
        {
            yield return contrast.Without(touching, BorderMargin);
        }

        if (FindRuns(contrast.Contrast, MathF.Max(contrast.Floor, RunThreshold * strongest)) is { } runs)
        {
            yield return contrast.Without(runs, RunMargin);
        }
    }

    private static bool[]? FindTouching(Plane ink, float threshold)
    {
        var components = ConnectedComponents.Find(ink, threshold);
        var labels = components.All
            .Where(component => component.BorderContact > 0)
            .Select(component => component.Label)
            .ToHashSet();
        return labels.Count == 0
            ? null
            : [.. Enumerable.Range(0, ink.Values.Length).Select(index => labels.Contains(components.LabelAt(index)))];
    }

    private static bool[]? FindRuns(Plane ink, float threshold)
    {
        var isRun = new bool[ink.Values.Length];
        var hasRun = false;
        for (var row = 0; row < ink.Height; row++)
        {
            MarkRuns(row * ink.Width, step: 1, ink.Width);
        }

        for (var column = 0; column < ink.Width; column++)
        {
            MarkRuns(column, step: ink.Width, ink.Height);
        }

        return hasRun ? isRun : null;

        void MarkRuns(int start, int step, int count)
        {
            var length = 0;
            for (var i = 0; i <= count; i++)
            {
                if (i < count && ink.Values[start + (i * step)] > threshold)
                {
                    length++;
                    continue;
                }

                if (length >= ShortestRun * count)
                {
                    hasRun = true;
                    for (var back = 1; back <= length; back++)
                    {
                        isRun[start + ((i - back) * step)] = true;
                    }
                }

                length = 0;
            }
        }
    }
}
