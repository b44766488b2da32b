using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Data.Csv;

/// <summary>Walks the lines of a table as ML.NET's text loader reads them. What is missing or no number is NaN.</summary>
internal sealed class TableCursor : IDisposable
{
    private const string LabelName = "Label";
    private const string PixelsName = "Pixels";
    private const string RestName = "Rest";

    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<float> _getLabel;
    private readonly ValueGetter<VBuffer<float>> _getPixels;
    private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getRest;
    private VBuffer<float> _pixels;
    private VBuffer<ReadOnlyMemory<char>> _rest;

    private TableCursor(DataViewRowCursor cursor)
    {
        _cursor = cursor;
        _getLabel = cursor.GetGetter<float>(cursor.Schema[LabelName]);
        _getPixels = cursor.GetGetter<VBuffer<float>>(cursor.Schema[PixelsName]);
        _getRest = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(cursor.Schema[RestName]);
    }

    /// <summary>Gets the number of the line among those that are neither empty nor the header, from 1.</summary>
    public long Row => _cursor.Position + 1;

    /// <summary>Gets the label of this line.</summary>
    public float Label
    {
        get
        {
            float label = 0;
            _getLabel(ref label);
            return label;
        }
    }

    /// <summary>Gets a value indicating whether there is anything in a column that the first line does not have.</summary>
    public bool HasMore
    {
        get
        {
            _getRest(ref _rest);
            foreach (var text in _rest.GetValues())
            {
                if (!text.Span.IsWhiteSpace())
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static TableCursor Open(string path, TableFirstLine firstLine)
    {
        var last = firstLine.PixelCount;
        // As many superfluous columns as there are pixels: two lines that have run together show in them.
        var beyond = last + 1 + firstLine.PixelCount;
        var loader = new MLContext().Data.CreateTextLoader(new TextLoader.Options
        {
            Columns =
            [
                new TextLoader.Column(LabelName, DataKind.Single, 0),
                new TextLoader.Column(PixelsName, DataKind.Single, 1, last),
                new TextLoader.Column(RestName, DataKind.String, last + 1, beyond),
            ],
            Separators = [TableFirstLine.Separator],
            HasHeader = firstLine.IsHeader,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
        });
        var view = loader.Load(new SingleFile(path, firstLine.MaxLineLength));
        return new TableCursor(view.GetRowCursor(view.Schema));
    }

    /// <exception cref="InvalidDataException">A line is too long for the number of columns.</exception>
    public bool MoveNext()
    {
        try
        {
            return _cursor.MoveNext();
        }
        catch (FormatException e) when (e.GetBaseException() is InvalidDataException reason)
        {
            throw new InvalidDataException(reason.Message, e); // ML.NET reads on another thread, and says only that it failed
        }
    }

    /// <summary>Gets the pixels of this line. Valid until the next.</summary>
    public ReadOnlySpan<float> GetPixels()
    {
        _getPixels(ref _pixels);
        if (!_pixels.IsDense)
        {
            VBuffer<float> dense = default;
            _pixels.CopyToDense(ref dense);
            _pixels = dense;
        }

        return _pixels.GetValues();
    }

    public void Dispose() => _cursor.Dispose();
}
