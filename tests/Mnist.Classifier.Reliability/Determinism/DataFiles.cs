using System.Globalization;
using System.Text;

namespace Mnist.Classifier.Reliability;

/// <summary>Writes and reads files of images.</summary>
internal static class DataFiles
{
    private const int Count = 200;

    public static IEnumerable<Fingerprint> Fingerprints()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (images, labels, csv) = (File("images.gz"), File("labels.gz"), File("images.csv"));
        Digits.Data.Train.SaveIdx(images, labels);
        System.IO.File.WriteAllText(csv, Table(Digits.Data.Train));
        var (written, read) = (System.IO.File.ReadAllBytes(images), Read(LabeledImages.FromIdx(images, labels)));
        var table = Read(LabeledImages.FromCsv(csv));
        folder.Delete(recursive: true);
        yield return Fingerprint.Of("IDX file of images, packed", written);
        yield return Fingerprint.Of("what is read of it", read);
        yield return Fingerprint.Of("what is read of a CSV file", table);

        string File(string name) => Path.Combine(folder.FullName, name);
    }

    private static string Table(LabeledImages images)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            lines.AppendLine(CultureInfo.InvariantCulture, $"{images.GetLabel(i)},{string.Join(',', images.GetPixels(i).ToArray())}");
        }

        return lines.ToString();
    }

    private static byte[] Read(LabeledImages images) =>
    [
        .. Enumerable.Range(0, images.Count)
            .SelectMany(i => (byte[])[(byte)images.GetLabel(i), .. images.GetPixels(i)]),
    ];
}
