using System.Globalization;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;
using Mnist.Digits.Pictures;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Pictures;

/// <summary>Loads the picture of one row.</summary>
internal sealed class DigitImageLoadingMapper(DigitImageLoadingTransformer transformer, DataViewSchema.Column path)
    : RowMapper(transformer, path.Index, MakeOutputColumns(transformer.Columns))
{
    protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
    {
        var loader = new RowLoader(transformer.Columns, row, row.GetGetter<ReadOnlyMemory<char>>(inputColumn));
        Delegate getPixels = (ValueGetter<VBuffer<byte>>)loader.GetPixels;
        return transformer.Columns.IsBlank is null ? [getPixels] : [getPixels, (ValueGetter<bool>)loader.GetIsBlank];
    }

    private static DataViewSchema.DetachedColumn[] MakeOutputColumns(DigitImageColumns columns)
    {
        // The names are those of labelled images, so that a model does not care where its pixels come from.
        var pixels = new DataViewSchema.DetachedColumn(
            columns.Pixels,
            new VectorDataViewType(NumberDataViewType.Byte, DigitForm.PixelCount),
            PixelSlotNames.Annotate(DigitForm.Side, DigitForm.Side));
        return columns.IsBlank is null
            ? [pixels]
            : [pixels, new DataViewSchema.DetachedColumn(columns.IsBlank, BooleanDataViewType.Instance)];
    }

    /// <summary>Loads the picture that a cursor stands on, once for both columns. For one thread at a time.</summary>
    private sealed class RowLoader(DigitImageColumns columns, DataViewRow row, ValueGetter<ReadOnlyMemory<char>> getPath)
    {
        private ReadOnlyMemory<char> _path;
        private DigitImage? _image;
        private long _loadedPosition = -1;

        public void GetPixels(ref VBuffer<byte> destination)
        {
            var pixels = LoadRow().Pixels;
            var editor = VBufferEditor.Create(ref destination, pixels.Length);
            pixels.CopyTo(editor.Values);
            destination = editor.Commit();
        }

        public void GetIsBlank(ref bool destination) => destination = LoadRow().IsBlank;

        private DigitImage LoadRow()
        {
            if (_image is null || _loadedPosition != row.Position)
            {
                _image = null; // a failure is not to leave the image of another row
                getPath(ref _path);
                _image = DigitImage.Load(Path.Combine(columns.Folder ?? "", RequirePath()));
                _loadedPosition = row.Position;
            }

            return _image;
        }

        private string RequirePath() => _path.Span.IsWhiteSpace()
            ? throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"Row {row.Position} has no path in column '{columns.Path}'. Filter such rows out, or fill in the path."))
            : _path.ToString();
    }
}
