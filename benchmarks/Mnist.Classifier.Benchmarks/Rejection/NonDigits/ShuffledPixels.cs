using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The pixels of a digit in any order: as much ink and as many greys, and no form.</summary>
/// <param name="digits">The digits to take apart.</param>
internal sealed class ShuffledPixels(LabeledImages digits) : INonDigits
{
    public string Name => "shuffled pixels";

    public int Count => 10_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        digits.CopyPixels(random.NextIndex(digits.Count), image);
        for (var left = image.Length; left > 1; left--)
        {
            var other = random.NextIndex(left);
            (image[left - 1], image[other]) = (image[other], image[left - 1]);
        }
    }
}
