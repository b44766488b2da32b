using System.Globalization;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>Reads a table of images: in each line the pixels, and a label before or after them.</summary>
internal sealed class ImageTable
{
    private const int BytesPerBlock = 1 << 22;

    private readonly string _path;
    private readonly ImageSetLayout _layout;
    private readonly TableForm _form;
    private readonly int _rowsPerBlock;
    private readonly byte[] _image;
    private readonly TableLabels _labels;

    // In blocks, so that no array is copied into a larger one.
    private readonly List<byte[]> _blocks = [];

    private ImageTable(string path, ImageSetLayout layout, TableForm form)
    {
        (_path, _layout, _form) = (path, layout, form);
        _rowsPerBlock = BytesPerBlock / form.Stored.PixelCount; // an image has at most a quarter of that
        _image = new byte[form.Stored.PixelCount];
        _labels = new TableLabels(layout);
    }

    public static LabeledImages Read(string path, ImageSetLayout layout) => Read(path, layout, TableForm.Find(path, layout));

    public static LabeledImages Read(string path, ImageSetLayout layout, TableForm form)
    {
        using var reader = new TableLineReader(path);
        var table = new ImageTable(path, layout, form);
        if (form.First.HasHeader)
        {
            reader.Read(form.MaxLineLength);
        }

        while (reader.Read(form.MaxLineLength) is { } line)
        {
            table.Add(line);
        }

        return table.ToImages();
    }

    private LabeledImages ToImages()
    {
        if (_labels.Count == 0)
        {
            throw new InvalidDataException($"'{Printable.Path(_path)}' has no line of numbers. Each must have a label and " +
                "the pixels.");
        }

        var (labels, classCount, classNames) = _labels.ToClasses();
        return new LabeledImages(
            [.. _blocks.Select(block => new MemoryImageBlock(block, _form.Stored.PixelCount))],
            [.. labels.Select((_, row) => new ImagePlace(row / _rowsPerBlock, row % _rowsPerBlock))],
            labels, _layout.SizeOf(_form.Stored), classCount, classNames);
    }

    private void Add(string line)
    {
        var fields = new TableFields(line, _form.First.Separator);
        string? labelComplaint = null;
        string? pixelComplaint = null;
        var pixel = 0;
        for (var column = 0; column < _form.First.ColumnCount; column++)
        {
            var exists = fields.MoveNext();
            if (column == _form.Label && _layout.HasLabels)
            {
                labelComplaint = exists ? _labels.Add(fields) : "its label is missing or not a number";
            }
            else if (column != _form.Label && column != _form.Index)
            {
                pixelComplaint ??= SetPixel(pixel++, column, exists ? fields.Number : float.NaN);
            }
        }

        if (labelComplaint is not null)
        {
            throw Invalid(labelComplaint + (_labels.Count == 0 && _layout.HasHeader is null
                ? $" (if it is a line of column names, set {nameof(ImageSetLayout.HasHeader)})" : ""), row: _labels.Count + 1);
        }

        if (!_layout.HasLabels)
        {
            _labels.AddMissing();
        }

        if (pixelComplaint is not null)
        {
            throw Invalid(pixelComplaint, _labels.Count);
        }

        RequireEnd(fields);
        AddImage();
    }

    private string? SetPixel(int pixel, int column, float value)
    {
        var scaled = value * (byte.MaxValue / _form.PixelMaximum);
        if (value >= 0 && value <= _form.PixelMaximum && (float.IsInteger(value) || _form.PixelMaximum < byte.MaxValue))
        {
            _image[pixel] = (byte)Math.Round(scaled);
            return null;
        }

        return $"pixel {pixel} (column {column + 1}) " + (float.IsNaN(value) ? "is missing or not a number" : string.Create(
            CultureInfo.InvariantCulture,
            $"is {value}, not a {(_form.PixelMaximum < byte.MaxValue ? "" : "whole ")}number from 0 to {_form.PixelMaximum}"));
    }

    private void RequireEnd(TableFields fields)
    {
        while (fields.MoveNext())
        {
            if (!fields.IsEmpty)
            {
                throw Invalid($"it has more columns than the first line, which has {_form.First.ColumnCount}", _labels.Count);
            }
        }
    }

    private void AddImage()
    {
        var pixelCount = _form.Stored.PixelCount;
        var row = (_labels.Count - 1) % _rowsPerBlock;
        if (row == 0)
        {
            _blocks.Add(new byte[_rowsPerBlock * pixelCount]);
        }

        var destination = _blocks[^1].AsSpan(row * pixelCount, pixelCount);
        if (_layout.Transposed)
        {
            _form.Stored.Transpose(_image, destination);
        }
        else
        {
            _image.CopyTo(destination);
        }
    }

    private InvalidDataException Invalid(string complaint, int row) => new(
        $"'{Printable.Path(_path)}', row {row} (empty lines and names not counted): {complaint}. Correct the line, or pass " +
        "the right layout or file.");
}
