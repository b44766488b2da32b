namespace Mnist.Classifier.Benchmarks;

/// <summary>Too much light: everything is brighter by half, the paper too. Of MNIST-C's five severities the highest.</summary>
internal sealed class Brightness : ICorruption
{
    private const float More = 0.5f;

    public string Name => "brightness";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        for (var i = 0; i < image.Length; i++)
        {
            destination[i] = InkPlane.ToByte((image[i] / (float)byte.MaxValue) + More);
        }
    }
}
