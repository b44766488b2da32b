namespace DenseNetworks.ML.Training;

/// <summary>
/// The bounding box of the nonzero pixels, inclusive. If there are none, the right is less than the left, and the bottom less
/// than the top.
/// </summary>
internal readonly record struct InkBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Finds the bounding box in an image with its border.</summary>
    public static InkBox Find(ImageShape shape, ReadOnlySpan<float> padded)
    {
        var (left, top, right, bottom) = (shape.Width, shape.Height, -1, -1);
        for (var line = 0; line < shape.Height; line++)
        {
            var pixels = padded.Slice(shape.StartOf(line), shape.Width);
            var first = pixels.IndexOfAnyExcept(0f);
            if (first >= 0)
            {
                left = Math.Min(left, first);
                right = Math.Max(right, pixels.LastIndexOfAnyExcept(0f));
                top = Math.Min(top, line);
                bottom = line;
            }
        }

        return new InkBox(left, top, right, bottom);
    }
}
