using Mnist.Classifier.Data.Generation;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Draws all images of a family.</summary>
internal static class NonDigitImages
{
    /// <summary>The number of pixels of a row and of a column.</summary>
    public const int Side = SizeNormalization.Side;

    public const int PixelCount = Side * Side;

    /// <summary>
    /// Draws the first images of a family. Each depends on the seed and its index alone, so any number of threads draws the
    /// same bytes.
    /// </summary>
    /// <param name="family">The family.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="maximum">How many at most.</param>
    /// <returns>784 pixels for each.</returns>
    public static byte[][] Draw(INonDigits family, int seed, int maximum = int.MaxValue)
    {
        var images = new byte[Math.Min(family.Count, maximum)][];
        Parallel.For(0, images.Length, index =>
        {
            var random = new DigitRandom(seed, RandomStream.Test, index);
            images[index] = new byte[PixelCount];
            family.Draw(index, ref random, images[index]);
        });
        return images;
    }
}
