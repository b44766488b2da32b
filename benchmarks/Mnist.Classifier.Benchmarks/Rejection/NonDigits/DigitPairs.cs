using Mnist.Classifier.Data.Generation;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Two digits side by side: in their proportions, and so small, or squeezed, or anything between.</summary>
/// <param name="digits">The digits to choose from.</param>
internal sealed class DigitPairs(LabeledImages digits) : INonDigits
{
    private const int Side = NonDigitImages.Side;
    private const int MinWidth = 20;
    private const int MaxWidth = 26;
    private const int MaxHeight = 20;

    // Between the two, in pixels before they become smaller.
    private const int MaxGap = 4;

    // To squeeze a picture, it is enlarged, more in one direction than in the other, and then made this much smaller.
    private const int Enlargement = 4;

    public string Name => "two digits";

    public int Count => 2_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        var first = CutOut(digits.GetPixels(random.NextIndex(digits.Count)));
        var second = CutOut(digits.GetPixels(random.NextIndex(digits.Count)));
        var pair = Join(first, second, gap: 1 + random.NextIndex(MaxGap));
        var width = MinWidth + random.NextIndex(MaxWidth - MinWidth + 1);
        width = Math.Min(width, pair.Width * MaxHeight / pair.Height); // two ones side by side are narrow
        var height = (int)MathF.Round(random.Next(pair.Height * width / (float)pair.Width, MaxHeight));
        Place(Resize(pair, width, height), image);
    }

    /// <summary>Returns the bounding box of the ink.</summary>
    private static Plane CutOut(ReadOnlySpan<byte> pixels)
    {
        var box = new Box(Side - 1, Side - 1, 0, 0);
        for (var i = 0; i < pixels.Length; i++)
        {
            box = pixels[i] > 0 ? box.Include(i % Side, i / Side) : box;
        }

        var ink = new Plane(box.Width, box.Height);
        for (var i = 0; i < ink.Values.Length; i++)
        {
            ink.Values[i] = pixels[((box.Top + (i / box.Width)) * Side) + box.Left + (i % box.Width)];
        }

        return ink;
    }

    private static Plane Join(Plane first, Plane second, int gap)
    {
        var pair = new Plane(first.Width + gap + second.Width, Math.Max(first.Height, second.Height));
        Copy(first, pair, left: 0, top: (pair.Height - first.Height) / 2);
        Copy(second, pair, left: first.Width + gap, top: (pair.Height - second.Height) / 2);
        return pair;
    }

    private static void Copy(Plane source, Plane target, int left, int top)
    {
        for (var row = 0; row < source.Height; row++)
        {
            source.Row(row).CopyTo(target.Row(top + row)[left..]);
        }
    }

    private static Plane Resize(Plane pair, int width, int height)
    {
        var (largeWidth, largeHeight) = (width * Enlargement, height * Enlargement);
        var large = Resampling.Sample(
            pair, 0, 0, pair.Width / (float)largeWidth, pair.Height / (float)largeHeight, largeWidth, largeHeight);
        return Resampling.Shrink(large, 0, 0, Enlargement, width, height);
    }

    /// <summary>Puts it into the middle, the blackest ink black again.</summary>
    private static void Place(Plane ink, Span<byte> image)
    {
        var full = byte.MaxValue / ink.Values.ToArray().Max();
        var (left, top) = ((Side - ink.Width) / 2, (Side - ink.Height) / 2);
        for (var i = 0; i < ink.Values.Length; i++)
        {
            image[((top + (i / ink.Width)) * Side) + left + (i % ink.Width)] = (byte)MathF.Round(ink.Values[i] * full);
        }
    }
}
