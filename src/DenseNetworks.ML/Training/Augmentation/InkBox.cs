namespace DenseNetworks.ML.Training;

/// <summary>
/// The smallest box around everything that is not 0, in pixels, all four sides part of it. Around nothing, the right side is
/// left of the left one, and the bottom above the top.
/// </summary>
internal readonly record struct InkBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Finds the box in an image with its border.</summary>
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
