using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Transforms;

/// <summary>What is made of the picture that a cursor stands on, once for all columns. For one thread at a time.</summary>
/// <param name="row">The row.</param>
/// <param name="column">Its column of paths.</param>
/// <param name="columnName">What the column is called.</param>
/// <param name="folder">Where relative paths start, if not in the current folder.</param>
/// <param name="load">Makes it of a path.</param>
internal sealed class PictureRow<T>(
    DataViewRow row, DataViewSchema.Column column, string columnName, string? folder, Func<string, T> load)
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
            _loadedPosition = NoPosition; // a failure is not to leave the image of another row
            _getPath(ref _path);
            _loaded = load(Path.Combine(folder ?? "", RequirePath()));
            _loadedPosition = row.Position;
        }

        return _loaded!;
    }

    private string RequirePath() => _path.Span.IsWhiteSpace()
        ? throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"Row {row.Position} has no path in column '{columnName}'. Filter such rows out, or fill in the path."))
        : _path.ToString();
}
