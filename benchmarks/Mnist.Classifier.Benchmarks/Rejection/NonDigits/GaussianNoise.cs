using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Normally distributed pixels, cut at 0 and 255, around another grey and as far from it in each image.</summary>
internal sealed class GaussianNoise : INonDigits
{
    // From nearly all paper, as an image of a digit is, to an even mixture.
    private const float MaxMean = 128;
    private const float MinDeviation = 32;
    private const float MaxDeviation = 96;

    public string Name => "Gaussian noise";

    public int Count => 10_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        var mean = random.Next(0, MaxMean);
        var deviation = random.Next(MinDeviation, MaxDeviation);
        foreach (ref var pixel in image)
        {
            pixel = (byte)Math.Clamp(mean + (deviation * NextNormal(ref random)), 0, byte.MaxValue);
        }
    }

    /// <summary>Draws as G. Box, M. Muller, "A note on the generation of random normal deviates", 1958.</summary>
    private static float NextNormal(ref DigitRandom random)
    {
        var distance = MathF.Sqrt(-2 * MathF.Log(1 - random.NextUnit()));
        return distance * MathF.Cos(random.Next(0, MathF.Tau));
    }
}
