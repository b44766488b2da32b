using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Nothing but one grey: blank paper, solid ink, and every level between, each once.</summary>
internal sealed class SolidImages : INonDigits
{
    public string Name => "blank and solid";

    public int Count => byte.MaxValue + 1;

    public void Draw(int index, ref DigitRandom random, Span<byte> image) => image.Fill((byte)index);
}
