namespace Mnist.Classifier.Benchmarks;

/// <summary>The grain of too little light: each pixel is a count of the few photons that come from it.</summary>
internal sealed class ShotNoise : ICorruption
{
    /// <summary>How many photons come from a pixel of full ink on average; of MNIST-C's five severities the highest.</summary>
    private const float FullCount = 3;

    public string Name => "shot noise";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        for (var i = 0; i < image.Length; i++)
        {
            var mean = FullCount * image[i] / byte.MaxValue;
            destination[i] = mean == 0 ? byte.MinValue : InkPlane.ToByte(random.NextPoisson(mean) / FullCount);
        }
    }
}
