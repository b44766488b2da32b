namespace Mnist.Classifier.Benchmarks;

/// <summary>Ink and paper are exchanged but for a stripe down the middle, half as wide as the image.</summary>
internal sealed class Stripe : ICorruption
{
    private const int First = InkPlane.Side / 4;
    private const int End = InkPlane.Side - First;

    public string Name => "stripe";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        for (var i = 0; i < image.Length; i++)
        {
            destination[i] = i % InkPlane.Side is >= First and < End ? image[i] : (byte)(byte.MaxValue - image[i]);
        }
    }
}
