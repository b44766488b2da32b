using StbImageWriteSharp;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Draws generated digits side by side, one row per digit, black on white.</summary>
internal static class ContactSheet
{
    private const int Columns = 24;
    private const int Gap = 2;

    public static void Write(string path)
    {
        var images = MnistDataset.Generate(2_000, 1).Train;
        var rows = Enumerable.Range(0, images.Count).GroupBy(images.GetLabel).OrderBy(row => row.Key).ToList();
        var (width, height) = (Columns * (images.Width + Gap), rows.Count * (images.Height + Gap));
        var sheet = new byte[width * height];
        Array.Fill(sheet, byte.MaxValue);
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (column, index) in rows[row].Take(Columns).Index())
            {
                var pixels = images.GetPixels(index);
                var corner = (row * (images.Height + Gap) * width) + (column * (images.Width + Gap));
                for (var i = 0; i < pixels.Length; i++)
                {
                    sheet[corner + (i / images.Width * width) + (i % images.Width)] = (byte)(byte.MaxValue - pixels[i]);
                }
            }
        }

        using var file = File.Create(path);
        new ImageWriter().WritePng(sheet, width, height, ColorComponents.Grey, file);
    }
}
