namespace Mnist.Classifier.Pictures;

/// <summary>Finds the digit in a picture and gives it the form of MNIST.</summary>
internal static class DigitNormalizer
{
    // The longest side of what is looked at: enough for a digit a tenth as large, little enough to be quick.
    private const int MaxSide = 480;
    private const int MinSide = 112;

    /// <summary>Returns the 784 pixels, or <see langword="null"/> if there is no digit.</summary>
    public static byte[]? Normalize(GreyPicture picture)
    {
        if (DigitFormCheck.TryTake(picture) is { } pixels)
        {
            return pixels;
        }

        var plane = Smoothing.Smooth(Resampling.Fit(picture, MinSide, MaxSide));
        var dark = InkFinder.Find(InkContrast.Measure(plane));
        var light = InkFinder.Find(InkContrast.Measure(plane.Map(grey => byte.MaxValue - grey)));
        var ink = (dark?.Likelihood ?? 0) >= (light?.Likelihood ?? 0) ? dark : light;
        return ink is null ? null : DigitForm.Create(ink);
    }
}
