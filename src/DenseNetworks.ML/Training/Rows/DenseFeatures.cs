namespace DenseNetworks.ML.Training;

/// <summary>Features including zeros. They live as long as the memory that they are read into.</summary>
internal sealed class DenseFeatures(IReadOnlyList<FloatBuffer> blocks, int rowsPerBlock, int rowCount, int featureCount)
    : IFeatures
{
    private readonly FloatBuffer[] _blocks = [.. blocks];
    private IFeatures? _moved;

    public int RowCount => rowCount;

    public int FeatureCount => featureCount;

    public void CopyTo(int row, Span<float> destination)
    {
        if (_moved is null)
        {
            _blocks[row / rowsPerBlock].Slice((long)(row % rowsPerBlock) * featureCount, featureCount).CopyTo(destination);
        }
        else
        {
            _moved.CopyTo(row, destination);
        }
    }

    /// <summary>
    /// Moves the rows to another store, block by block, from which <see cref="CopyTo"/> reads them afterward.
    /// </summary>
    public void MoveTo(IFeatureStore store)
    {
        for (var i = 0; i < _blocks.Length; i++)
        {
            var start = i * rowsPerBlock;
            var count = Math.Min(rowsPerBlock, rowCount - start);
            store.Add(start, count, _blocks[i].Slice(0, count * featureCount));
            _blocks[i].Free();
        }

        _moved = store;
    }
}

/// <summary>A store that <see cref="DenseFeatures"/> can be moved to.</summary>
internal interface IFeatureStore : IFeatures
{
    /// <summary>Adds rows, <c>[count, features]</c>.</summary>
    void Add(int firstRow, int count, ReadOnlySpan<float> values);
}
