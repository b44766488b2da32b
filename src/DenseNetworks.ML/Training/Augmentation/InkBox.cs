namespace DenseNetworks.ML.Training;

/// <summary>The smallest box around everything that is not 0, in pixels, all four sides part of it.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first line.</param>
/// <param name="Right">The last column; left of the first if there is nothing.</param>
/// <param name="Bottom">The last line; above the first if there is nothing.</param>
internal readonly record struct InkBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Finds the box.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <param name="padded">The image with its border.</param>
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
