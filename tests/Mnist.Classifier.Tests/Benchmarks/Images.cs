using Mnist.Classifier.Benchmarks;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>Makes images of 28x28 to corrupt, and measures what has become of them.</summary>
internal static class Images
{
    /// <summary>Makes an image of a rule.</summary>
    public static byte[] Draw(Func<int, int, int> pixelAt) => [.. Enumerable.Range(0, SizeNormalization.PixelCount)
        .Select(place => (byte)pixelAt(place / SizeNormalization.Side, place % SizeNormalization.Side))];

    /// <summary>Makes an image of one block of ink.</summary>
    public static byte[] Block(int top, int left, int height, int width) => Draw((row, column) =>
        row >= top && row < top + height && column >= left && column < left + width ? byte.MaxValue : byte.MinValue);

    public static byte[] Corrupt(ICorruption corruption, byte[] image, int seed = 1)
    {
        var corrupted = new byte[SizeNormalization.PixelCount];
        corruption.Apply(image, corrupted, new Random(seed));
        return corrupted;
    }

    /// <summary>Measures where the ink lies on average.</summary>
    public static LinePoint CentreOf(ReadOnlySpan<byte> image)
    {
        var (mass, columns, rows) = (0f, 0f, 0f);
        for (var place = 0; place < image.Length; place++)
        {
            mass += image[place];
            columns += image[place] * (place % SizeNormalization.Side);
            rows += image[place] * (place / SizeNormalization.Side);
        }

        return new LinePoint(columns / mass, rows / mass);
    }
}
