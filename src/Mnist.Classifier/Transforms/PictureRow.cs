using System.Globalization;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Mnist.Classifier.Transforms;

/// <summary>Checks the column of paths that pictures are loaded from.</summary>
internal static class PictureRow
{
    public static DataViewSchema.Column RequirePath(DataViewSchema schema, IHost host, string name) =>
        schema.Require(host, "input", name, "Text", type => type == TextDataViewType.Instance);

    public static void RequirePath(SchemaShape shape, IHost host, string name) => shape.Require(host, "input", name, "Text",
        column => column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType == TextDataViewType.Instance);
}

/// <summary>The picture of the row that a cursor stands on, loaded once for all columns. Not thread-safe.</summary>
/// <param name="row">The row.</param>
/// <param name="column">Its column of paths.</param>
/// <param name="folder">Where relative paths start; <see langword="null"/> for the current folder.</param>
/// <param name="load">Loads the picture at a path.</param>
internal sealed class PictureRow<T>(DataViewRow row, DataViewSchema.Column column, string? folder, Func<string, T> load)
{
    private const long NoPosition = -2; // -1 is before the first row

    private readonly ValueGetter<ReadOnlyMemory<char>> _getPath = row.GetGetter<ReadOnlyMemory<char>>(column);
    private ReadOnlyMemory<char> _path;
    private T? _loaded;
    private long _loadedPosition = NoPosition;

    /// <exception cref="InvalidDataException">There is no path, or no picture that can be read.</exception>
    public T Load()
    {
        if (_loadedPosition != row.Position)
        {
            _loadedPosition = NoPosition; // a failure must not leave the picture of another row
            _getPath(ref _path);
            if (_path.Span.IsWhiteSpace())
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {row.Position} has no path in column '{column.Name}'. Filter such rows out, or fill in the path."));
            }

            _loaded = load(Path.Combine(folder ?? "", _path.ToString()));
            _loadedPosition = row.Position;
        }

        return _loaded!;
    }
}
