namespace Mnist.Classifier.Benchmarks;

/// <summary>Salt and pepper: single pixels that are broken, half of them always ink, half always paper.</summary>
internal sealed class ImpulseNoise : ICorruption
{
    /// <summary>The fraction of changed pixels; the fourth of the five severities of MNIST-C.</summary>
    public const float Share = 0.17f;

    public string Name => "impulse noise";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        for (var i = 0; i < image.Length; i++)
        {
            destination[i] = random.NextSingle() switch
            {
                < Share / 2 => byte.MinValue,
                < Share => byte.MaxValue,
                _ => image[i],
            };
        }
    }
}
