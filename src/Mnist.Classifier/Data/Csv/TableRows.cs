using System.Globalization;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>Collects the images of a table, in blocks, so that no array is ever copied into a larger one.</summary>
internal sealed class TableRows(string path, ImageSetFormat format, ImageSize stored)
{
    private const int BytesPerBlock = 1 << 22;

    private readonly int _rowsPerBlock = BytesPerBlock / stored.PixelCount; // an image has at most a quarter of that
    private readonly List<byte[]> _blocks = [];
    private readonly List<byte> _labels = [];
    private readonly byte[] _image = new byte[stored.PixelCount];

    /// <exception cref="InvalidDataException">The line is not one of such a table.</exception>
    public void Add(TableCursor line)
    {
        if (line.HasMore)
        {
            throw Invalid(line, $"it has more columns than the first line, which has {stored.PixelCount} after the label");
        }

        _labels.Add(ToLabel(line));
        ReadPixels(line);
        var row = (_labels.Count - 1) % _rowsPerBlock;
        if (row == 0)
        {
            _blocks.Add(new byte[_rowsPerBlock * stored.PixelCount]);
        }

        var destination = _blocks[^1].AsSpan(row * stored.PixelCount, stored.PixelCount);
        if (format.Transposed)
        {
            stored.Transpose(_image, destination);
        }
        else
        {
            _image.CopyTo(destination);
        }
    }

    /// <exception cref="InvalidDataException">There was no line.</exception>
    public ImageTable ToTable()
    {
        if (_labels.Count == 0)
        {
            throw new InvalidDataException($"'{path}' has no line of numbers. Each must have a label and then the pixels.");
        }

        var places = new ImagePlace[_labels.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new ImagePlace(i / _rowsPerBlock, i % _rowsPerBlock);
        }

        return new ImageTable(
            [.. _blocks.Select(block => new MemoryImageBlock(block, stored.PixelCount))],
            places,
            [.. _labels],
            format.Transposed ? stored.Transposed : stored);
    }

    private byte ToLabel(TableCursor line)
    {
        var label = line.Label;
        return label >= format.FirstLabel && label <= format.LastLabel && float.IsInteger(label)
            ? (byte)(label - format.FirstLabel)
            : throw Invalid(
                line,
                $"its label {Describe(label, format.FirstLabel, format.LastLabel)}" +
                (line.Row == 1 && format.HasHeader is null ? $" (if it is a line of names, set {nameof(ImageSetFormat.HasHeader)})" : ""));
    }

    private void ReadPixels(TableCursor line)
    {
        var pixels = line.GetPixels();
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = pixels[i];
            if (!(pixel is >= 0 and <= byte.MaxValue && float.IsInteger(pixel)))
            {
                throw Invalid(line, $"pixel {i} (column {i + 2}) {Describe(pixel, 0, byte.MaxValue)}");
            }

            _image[i] = (byte)pixel;
        }
    }

    private static string Describe(float value, int smallest, int largest) => float.IsNaN(value)
        ? "is missing or no number"
        : string.Create(CultureInfo.InvariantCulture, $"is {value}, not a whole number from {smallest} to {largest}");

    private InvalidDataException Invalid(TableCursor line, string complaint) => new(
        $"'{path}', row {line.Row} (empty lines and names not counted): {complaint}. " +
        "Mend the line, or pass the right format or file.");
}
