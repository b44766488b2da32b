using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Every pixel any grey.</summary>
internal sealed class UniformNoise : INonDigits
{
    public string Name => "uniform noise";

    public int Count => 10_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        foreach (ref var pixel in image)
        {
            pixel = (byte)random.NextIndex(byte.MaxValue + 1);
        }
    }
}
