namespace Mnist.Classifier.Pixels;

/// <summary>The step from pixels to features: division by 255.</summary>
internal static class PixelScale
{
    /// <summary>The pixel that becomes 1.</summary>
    public const float LargestPixel = 255f;

    // Each of the 256 quotients, divided once.
    private static readonly float[] Quotients = Enumerable.Range(0, 256).Select(pixel => pixel / LargestPixel).ToArray();

    /// <summary>Divides each pixel by 255.</summary>
    /// <param name="pixels">From 0 to 255.</param>
    /// <param name="features">Receives as many values from 0 to 1.</param>
    public static void ToFeatures(ReadOnlySpan<byte> pixels, Span<float> features)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            features[i] = Quotients[pixels[i]];
        }
    }
}
