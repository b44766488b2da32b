using Mnist.Classifier;
using Mnist.Classifier.Benchmarks;

namespace DocumentationPictures;

/// <summary>
/// Draws ten generated digits as they are in the first row, and corrupted in each of the fifteen ways in the rows under it.
/// </summary>
internal static class CorruptionSheet
{
    public static void Write(string path)
    {
        var digits = MnistDataset.Generate(1, 200, seed: 7).Test;
        var columns = Enumerable.Range(0, digits.ClassCount)
            .Select(digit => Enumerable.Range(0, digits.Count).First(index => digits.GetLabel(index) == digit))
            .ToList();
        List<ICorruption?> rows = [null, .. CorruptionCatalog.All];
        var sheet = new TileSheet([columns.Count], [rows.Count]);
        foreach (var (row, corruption) in rows.Index())
        {
            foreach (var (column, index) in columns.Index())
            {
                sheet.Draw(column, row, Corrupt(corruption, digits, index));
            }
        }

        sheet.Save(path);
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
}
