using System.Text;
using Mnist.Classifier;
using Testing;

namespace Mnist.Web.LoadTest;

/// <summary>Digits drawn by a program, as pixels and as the page sends drawings.</summary>
internal static class Questions
{
    private const int Count = 200;
    private const int Side = 28;
    private const int Zoom = 6;
    private const int Margin = 14;

    /// <param name="drawings">How many of 100 are drawings.</param>
    public static IReadOnlyList<Question> Make(int drawings)
    {
        var digits = MnistDataset.Generate(trainCount: 10, testCount: Count, seed: 3).Test;
        return
        [
            .. Enumerable.Range(0, Count).Select(i => (i + 1) * drawings / 100 > i * drawings / 100
                ? new Question(ToPng(digits.GetPixels(i)), "image/png")
                : new Question(ToJson(digits.GetPixels(i)), "application/json")),
        ];
    }

    private static byte[] ToJson(ReadOnlySpan<byte> pixels) =>
        Encoding.ASCII.GetBytes($"{{\"pixels\":[{string.Join(',', pixels.ToArray())}]}}");

    private static byte[] ToPng(ReadOnlySpan<byte> pixels)
    {
        const int side = (Side * Zoom) + (2 * Margin);
        var grey = Enumerable.Repeat(byte.MaxValue, side * side).ToArray();
        for (var row = 0; row < Side * Zoom; row++)
        {
            for (var column = 0; column < Side * Zoom; column++)
            {
                grey[((row + Margin) * side) + column + Margin] =
                    (byte)(byte.MaxValue - pixels[(row / Zoom * Side) + (column / Zoom)]);
            }
        }

        return PngFile.Write(side, side, 8, PngFile.Grey, grey);
    }
}
