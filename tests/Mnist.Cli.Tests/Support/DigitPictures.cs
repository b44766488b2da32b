using Mnist.Classifier;
using StbImageWriteSharp;

namespace Mnist.Cli.Tests.Support;

/// <summary>Pictures of generated digits, in a folder for each digit.</summary>
internal static class DigitPictures
{
    /// <summary>Writes them.</summary>
    public static void Write(string folder, int perDigit)
    {
        var digits = MnistDataset.Generate(trainCount: 60 * perDigit, testCount: 1, seed: 8).Train;
        var written = new int[10];
        for (var index = 0; index < digits.Count; index++)
        {
            var label = digits.GetLabel(index);
            if (written[label]++ < perDigit)
            {
                Directory.CreateDirectory(Path.Join(folder, $"{label}"));
                File.WriteAllBytes(Path.Join(folder, $"{label}", $"{index}.png"), Png(digits.GetPixels(index)));
            }
        }
    }

    public static byte[] Png(ReadOnlySpan<byte> pixels)
    {
        using var stream = new MemoryStream();
        new ImageWriter().WritePng(pixels.ToArray(), 28, 28, ColorComponents.Grey, stream);
        return stream.ToArray();
    }
}
