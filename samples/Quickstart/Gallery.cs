using System.Text;
using Mnist.Classifier;

namespace Quickstart;

/// <summary>Shows images as characters in the terminal, with their predictions.</summary>
internal static class Gallery
{
    private const int Columns = 3;
    private const int RightOnes = 5;

    // MNIST has four empty pixels around a digit; these are not shown.
    private const int Margin = 2;
    private const int Width = 28 - (2 * Margin);
    private const string Shades = " .:-=+*#%@";

    public static void Print(LabeledImages images, Func<byte[], DigitOutput> predict)
    {
        var shown = Choose(images, predict).ToList();
        foreach (var row in shown.Chunk(Columns))
        {
            Console.WriteLine();
            for (var y = 0; y < 28; y += 2)
            {
                Console.WriteLine(string.Join("   ", row.Select(item => Draw(images.GetPixels(item.Index), y))).TrimEnd());
            }

            Console.WriteLine(
                string.Join("   ", row.Select(item => Caption(images, item.Index, item.Score).PadRight(Width))).TrimEnd());
        }
    }

    public static void Print(ReadOnlySpan<byte> pixels)
    {
        for (var y = 0; y < 28; y += 2)
        {
            Console.WriteLine(Draw(pixels, y).TrimEnd());
        }
    }

    private static IEnumerable<(int Index, DigitOutput Score)> Choose(LabeledImages images, Func<byte[], DigitOutput> predict)
    {
        var scored = Enumerable.Range(0, images.Count)
            .Select(index => (Index: index, Score: predict(images.GetPixels(index).ToArray())));
        var right = new HashSet<int>();
        foreach (var item in scored)
        {
            var isRight = item.Score.Digit == images.GetLabel(item.Index);
            if (isRight && right.Count < RightOnes && right.Add(item.Score.Digit))
            {
                yield return item;
            }
            else if (!isRight && right.Count == RightOnes)
            {
                yield return item;
                yield break;
            }
        }
    }

    // Each character is two pixels, one above the other, because characters are about twice as high as wide.
    private static string Draw(ReadOnlySpan<byte> pixels, int y)
    {
        var line = new StringBuilder();
        for (var x = Margin; x < Margin + Width; x++)
        {
            var ink = (pixels[(y * 28) + x] + pixels[((y + 1) * 28) + x]) / 2;
            line.Append(Shades[ink * (Shades.Length - 1) / 255]);
        }

        return line.ToString();
    }

    private static string Caption(LabeledImages images, int index, DigitOutput score)
    {
        var label = images.GetLabel(index);
        var verdict = label == score.Digit ? "" : $", is {label}";
        return $"{score.Digit} ({score.Score[score.Digit]:P1}{verdict})";
    }
}
