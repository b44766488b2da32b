namespace Mnist.Classifier.Benchmarks;

/// <summary>Draws that <see cref="Random"/> lacks.</summary>
internal static class RandomExtensions
{
    /// <summary>Draws -1 or 1, each as often.</summary>
    public static int NextSign(this Random random) => random.Next(2) == 0 ? -1 : 1;

    /// <summary>Draws from a bell curve of mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public static float NextGaussian(this Random random)
    {
        var radius = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())); // 1 - x is never 0
        return radius * MathF.Cos(MathF.Tau * random.NextSingle());
    }

    /// <summary>
    /// Draws from a Poisson distribution, by multiplying even draws (Knuth, The Art of Computer Programming, 3.4.1). Takes
    /// time in proportion to the mean.
    /// </summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="mean">At least 0.</param>
    public static int NextPoisson(this Random random, float mean)
    {
        var limit = MathF.Exp(-mean);
        var count = 0;
        for (var product = random.NextSingle(); product > limit; product *= random.NextSingle())
        {
            count++;
        }

        return count;
    }
}
