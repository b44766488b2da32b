using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>A table of images, read by ML.NET's text loader and checked.</summary>
/// <param name="Blocks">The pixels.</param>
/// <param name="Places">Where each image is.</param>
/// <param name="Labels">The class of each image, from 0.</param>
/// <param name="Size">The size of the images, when turned.</param>
internal sealed record ImageTable(ImageBlock[] Blocks, ImagePlace[] Places, byte[] Labels, ImageSize Size)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line is not one of such a table.</exception>
    public static ImageTable Read(string path, ImageSetFormat format)
    {
        var firstLine = TableFirstLine.Read(path, format.HasHeader);
        var stored = firstLine.FindSize(path, format);
        var rows = new TableRows(path, format, stored);
        using var cursor = TableCursor.Open(path, firstLine);
        while (cursor.MoveNext())
        {
            rows.Add(cursor);
        }

        return rows.ToTable();
    }
}
