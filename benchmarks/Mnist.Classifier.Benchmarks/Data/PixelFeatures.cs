namespace Mnist.Classifier.Benchmarks;

/// <summary>The features of an image: each pixel divided by 255.</summary>
internal static class PixelFeatures
{
    public static float[] Of(ReadOnlySpan<byte> pixels)
    {
        var features = new float[pixels.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = pixels[i] / (float)byte.MaxValue;
        }

        return features;
    }
}
