namespace Mnist.Classifier.Benchmarks;

/// <summary>Images as rows of features: unchanged, with four fifths zeros, or brightened without zeros.</summary>
internal static class NetworkRows
{
    private const float Brightness = 0.1f;

    public static float[][] OfDigits(byte[][] images) => Array.ConvertAll(images, image => PixelFeatures.Of(image));

    public static float[][] WithoutZeros(byte[][] images) => Array.ConvertAll(
        OfDigits(images), row => Array.ConvertAll(row, value => (value + Brightness) / (1 + Brightness)));
}
