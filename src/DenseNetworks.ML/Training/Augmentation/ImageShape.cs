namespace DenseNetworks.ML.Training;

/// <summary>The shape of images, also with a border of zeros: one pixel before, two behind.</summary>
internal readonly record struct ImageShape(int Width, int Height)
{
    /// <summary>The number of floats in a vector.</summary>
    public const int Lanes = 8;

    public int PixelCount => Width * Height;

    /// <summary>Gets the distance between lines of an image with its border.</summary>
    public int Stride => Width + 3;

    /// <summary>Gets the number of floats of an image with its border, and of a vector behind it.</summary>
    public int PaddedLength => (Stride * (Height + 3)) + Lanes;

    /// <summary>Gets the width, padded to whole vectors.</summary>
    public int LineLength => (Width + Lanes - 1) / Lanes * Lanes;

    /// <summary>Gets the start of a line in an image with its border.</summary>
    public int StartOf(int line) => ((line + 1) * Stride) + 1;

    /// <summary>Determines the shape of images with a number of pixels. Without a width, they are square.</summary>
    /// <exception cref="InvalidOperationException">The number of pixels is not that of such an image.</exception>
    public static ImageShape Of(int pixelCount, int? width)
    {
        var side = width ?? (int)Math.Round(Math.Sqrt(pixelCount));
        var height = pixelCount / side;
        if (side * height != pixelCount || (width is null && height != side))
        {
            throw new InvalidOperationException(width is null
                ? $"Augmentation expects the features of a square image, but there are {pixelCount}. Set " +
                    "ImageAugmentation.ImageWidth."
                : $"Augmentation expects images with a width of {width} pixels, but {pixelCount} features are not a multiple " +
                    "of it. Change ImageAugmentation.ImageWidth.");
        }

        return new ImageShape(side, height);
    }
}
