namespace DenseNetworks.ML.Training;

/// <summary>The shape of images, and of the same with a border of zeros: one pixel before, two behind.</summary>
internal readonly record struct ImageShape(int Width, int Height)
{
    /// <summary>How many floats a vector has.</summary>
    public const int Lanes = 8;

    public int PixelCount => Width * Height;

    /// <summary>Gets the number of floats from a line with its border to the next.</summary>
    public int Stride => Width + 3;

    /// <summary>Gets the number of floats of an image with its border, and of a vector behind it.</summary>
    public int PaddedLength => (Stride * (Height + 3)) + Lanes;

    /// <summary>Gets the width in whole vectors.</summary>
    public int LineLength => (Width + Lanes - 1) / Lanes * Lanes;

    /// <summary>Gets where a line starts in an image with its border.</summary>
    public int StartOf(int line) => ((line + 1) * Stride) + 1;

    /// <summary>Finds the shape of images of some pixels; without a width, they are square.</summary>
    /// <exception cref="InvalidOperationException">There are no such images.</exception>
    public static ImageShape Of(int pixelCount, int? width)
    {
        var side = width ?? (int)Math.Round(Math.Sqrt(pixelCount));
        var height = pixelCount / side;
        if (side * height != pixelCount || (width is null && height != side))
        {
            throw new InvalidOperationException(width is null
                ? $"Augmentation takes the features as a square image, but there are {pixelCount}. Set ImageAugmentation.ImageWidth."
                : $"Augmentation takes the features as an image of {width} pixels in width, but there are {pixelCount} features, " +
                    "which are no whole number of lines. Change ImageAugmentation.ImageWidth.");
        }

        return new ImageShape(side, height);
    }
}
