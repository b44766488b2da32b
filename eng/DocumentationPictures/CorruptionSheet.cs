using Mnist.Classifier;
using Mnist.Classifier.Benchmarks;
using Mnist.Classifier.Pictures;
using Mnist.Classifier.Tests.Support.Photographs;

namespace DocumentationPictures;

/// <summary>
/// Draws ten generated digits as they are in the first row, and corrupted in each of the fifteen ways in the rows under it.
/// </summary>
internal static class CorruptionSheet
{
    private const int Gap = 4;
    private const int Enlargement = 2;
    private const byte Background = 96;

    public static void Write(string path)
    {
        var digits = MnistDataset.Generate(1, 200, seed: 7).Test;
        var columns = Enumerable.Range(0, digits.ClassCount)
            .Select(digit => Enumerable.Range(0, digits.Count).First(index => digits.GetLabel(index) == digit))
            .ToList();
        List<ICorruption?> rows = [null, .. CorruptionCatalog.All];
        var (width, height) = ((columns.Count * (DigitForm.Side + Gap)) + Gap, (rows.Count * (DigitForm.Side + Gap)) + Gap);
        var sheet = new byte[width * height];
        Array.Fill(sheet, Background);
        foreach (var (row, corruption) in rows.Index())
        {
            foreach (var (column, index) in columns.Index())
            {
                var pixels = Corrupt(corruption, digits, index);
                var corner = ((Gap + (row * (DigitForm.Side + Gap))) * width) + Gap + (column * (DigitForm.Side + Gap));
                for (var line = 0; line < DigitForm.Side; line++)
                {
                    pixels.AsSpan(line * DigitForm.Side, DigitForm.Side).CopyTo(sheet.AsSpan(corner + (line * width)));
                }
            }
        }

        File.WriteAllBytes(path, PictureEncoder.Png(Enlarge(sheet, width, height)));
    }

    private static byte[] Corrupt(ICorruption? corruption, LabeledImages digits, int index)
    {
        var pixels = digits.GetPixels(index).ToArray();
        if (corruption is not null)
        {
            CorruptionCatalog.Apply(corruption, digits, index, pixels);
        }

        return pixels;
    }

    private static GreyPicture Enlarge(byte[] sheet, int width, int height)
    {
        var (largeWidth, largeHeight) = (width * Enlargement, height * Enlargement);
        var large = new byte[largeWidth * largeHeight];
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = sheet[(i / largeWidth / Enlargement * width) + (i % largeWidth / Enlargement)];
        }

        return new GreyPicture(largeWidth, largeHeight, large);
    }
}
