using System.Globalization;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>A table of images: in each line a label, then the pixels, as many as the first line has.</summary>
internal sealed class ImageTable(string path, ImageSetLayout layout, ImageSize stored)
{
    // Enough for a million pixels, and no more memory for a file of another kind without any line breaks.
    private const int MaxFirstLineLength = 1 << 23;
    private const int MaxPixelCount = 1 << 20;

    // Spaces, quotes and decimals included. The second is for remarks.
    private const int MaxCharactersPerColumn = 64;
    private const int MinMaxLineLength = 4096;

    private const int BytesPerBlock = 1 << 22;

    private readonly int _rowsPerBlock = BytesPerBlock / stored.PixelCount; // an image has at most a quarter of that
    private readonly byte[] _image = new byte[stored.PixelCount];

    // In blocks, so that no array is ever copied into a larger one.
    private readonly List<byte[]> _blocks = [];
    private readonly List<byte> _labels = [];

    public static LabeledImages Read(string path, ImageSetLayout layout)
    {
        using var reader = new TableLineReader(path);
        var first = reader.Read(MaxFirstLineLength) ?? throw new InvalidDataException(
            $"'{Printable.Path(path)}' is empty. Each line must have a label and then the pixels.");
        var (columnCount, hasNumber) = LookAt(first);
        var pixelCount = columnCount switch
        {
            < 2 => throw new InvalidDataException(
                $"'{Printable.Path(path)}': the first line has no comma. Each line must have a label and then the pixels, as in '7,0,0,255'."),
            > MaxPixelCount + 1 => throw new InvalidDataException(
                $"'{Printable.Path(path)}': the first line has {columnCount} columns; an image has at most {MaxPixelCount} pixels. " +
                "Pass a table of images."),
            _ => columnCount - 1,
        };
        var table = new ImageTable(path, layout, FindSize(path, pixelCount, layout));
        var maxLength = Math.Max(Math.Max(MinMaxLineLength, first.Length), MaxCharactersPerColumn * columnCount);
        var isHeader = layout.HasHeader ?? !hasNumber;
        for (var line = isHeader ? reader.Read(maxLength) : first; line is not null; line = reader.Read(maxLength))
        {
            table.Add(line);
        }

        return table.ToImages();
    }

    /// <summary>Counts the columns, and tells whether there is a number in one.</summary>
    private static (int ColumnCount, bool HasNumber) LookAt(string line)
    {
        var (count, hasNumber) = (0, false);
        for (var fields = new TableFields(line); fields.MoveNext(); count++)
        {
            hasNumber |= !float.IsNaN(fields.Number);
        }

        return (count, hasNumber);
    }

    /// <summary>Finds the size of the images as it is stored.</summary>
    private static ImageSize FindSize(string path, int pixelCount, ImageSetLayout layout)
    {
        var (height, width) = SizeOf(pixelCount, layout);
        if (height * width != pixelCount)
        {
            var (rows, columns) = SizeOf(pixelCount + 1, layout);
            var hint = rows * columns == pixelCount + 1 ? " There is one column too few: are the labels missing?" : "";
            throw new InvalidDataException(
                $"'{Printable.Path(path)}': {pixelCount} columns follow the first, which are not the pixels of {DescribeAsked(layout)}.{hint} Pass " +
                $"a table with the label first, or set Height and Width of an {nameof(ImageSetLayout)} to what they are.");
        }

        return layout.SizeOf(new ImageSize((int)height, (int)width)); // turned twice is not turned
    }

    private static (long Height, long Width) SizeOf(int pixelCount, ImageSetLayout layout) => layout switch
    {
        { Height: { } height, Width: { } width } => (height, width),
        { Height: { } height } => (height, pixelCount / height),
        { Width: { } width } => (pixelCount / width, width),
        _ => ((long)Math.Sqrt(pixelCount), (long)Math.Sqrt(pixelCount)),
    };

    private static string DescribeAsked(ImageSetLayout layout) => layout switch
    {
        { Height: { } height, Width: { } width } => $"{height}x{width}",
        { Height: { } height } => $"{height} rows of equal length",
        { Width: { } width } => $"rows of {width}",
        _ => "a square",
    };

    private LabeledImages ToImages()
    {
        if (_labels.Count == 0)
        {
            throw new InvalidDataException($"'{Printable.Path(path)}' has no line of numbers. Each must have a label and then the pixels.");
        }

        byte[] labels = [.. _labels];
        return new LabeledImages(
            [.. _blocks.Select(block => new MemoryImageBlock(block, stored.PixelCount))],
            [.. labels.Select((_, row) => new ImagePlace(row / _rowsPerBlock, row % _rowsPerBlock))],
            labels, layout.SizeOf(stored), layout.CountClasses(labels), layout.ClassNames);
    }

    private void Add(string line)
    {
        var fields = new TableFields(line);
        var label = ToLabel(Next(ref fields));
        for (var i = 0; i < _image.Length; i++)
        {
            var pixel = Next(ref fields);
            if (!(pixel is >= 0 and <= byte.MaxValue && float.IsInteger(pixel)))
            {
                throw Invalid($"pixel {i} (column {i + 2}) {Describe(pixel, 0, byte.MaxValue)}");
            }

            _image[i] = (byte)pixel;
        }

        while (fields.MoveNext())
        {
            if (!fields.IsEmpty)
            {
                throw Invalid($"it has more columns than the first line, which has {stored.PixelCount} after the label");
            }
        }

        AddImage(label);
    }

    private void AddImage(byte label)
    {
        var row = _labels.Count % _rowsPerBlock;
        if (row == 0)
        {
            _blocks.Add(new byte[_rowsPerBlock * stored.PixelCount]);
        }

        var destination = _blocks[^1].AsSpan(row * stored.PixelCount, stored.PixelCount);
        if (layout.Transposed)
        {
            stored.Transpose(_image, destination);
        }
        else
        {
            _image.CopyTo(destination);
        }

        _labels.Add(label);
    }

    private byte ToLabel(float label) =>
        label >= layout.FirstLabel && label <= layout.LastLabel && float.IsInteger(label)
            ? (byte)(label - layout.FirstLabel)
            : throw Invalid(
                $"its label {Describe(label, layout.FirstLabel, layout.LastLabel)}" +
                (_labels.Count == 0 && layout.HasHeader is null
                    ? $" (if it is a line of names, set {nameof(ImageSetLayout.HasHeader)})" : ""));

    private static float Next(ref TableFields fields) => fields.MoveNext() ? fields.Number : float.NaN;

    private static string Describe(float value, int smallest, int largest) => float.IsNaN(value)
        ? "is missing or no number"
        : string.Create(CultureInfo.InvariantCulture, $"is {value}, not a whole number from {smallest} to {largest}");

    private InvalidDataException Invalid(string complaint) => new(
        $"'{Printable.Path(path)}', row {_labels.Count + 1} (empty lines and names not counted): {complaint}. " +
        "Mend the line, or pass the right layout or file.");
}
