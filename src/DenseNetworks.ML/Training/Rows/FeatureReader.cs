namespace DenseNetworks.ML.Training;

/// <summary>
/// Reads the rows of a cursor into memory, block by block. If the form is not given, the first block determines it:
/// <see cref="SparseFeatures"/> if most values are zero; otherwise, <see cref="DenseFeatures"/>. A wrong choice only costs time
/// or memory.
/// </summary>
internal sealed class FeatureReader(FloatMemory memory, TrainingRowCursor rows, int featureCount, bool? isSparse)
{
    private const int BytesPerBlock = 1 << 22;
    private const int LeastRowsPerBlock = 16;

    private readonly int _rowsPerBlock = Math.Max(LeastRowsPerBlock, BytesPerBlock / sizeof(float) / featureCount);
    private readonly SparseBlockBuilder _builder = new(featureCount);
    private readonly List<int> _labels = [];
    private readonly List<float>? _weights = rows.AreWeighted ? [] : null;

    public int[] Labels => [.. _labels];

    public float[]? Weights => _weights?.ToArray();

    public IFeatures Read()
    {
        var first = ReadSparseBlock();
        return isSparse ?? first.Density <= SparseFeatures.MaxDensity ? ReadSparse(first) : ReadDense(first);
    }

    private SparseFeatures ReadSparse(SparseBlock first)
    {
        var blocks = new List<SparseBlock>();
        for (var block = first; block.RowCount > 0; block = ReadSparseBlock())
        {
            blocks.Add(block);
        }

        return new SparseFeatures(blocks, _rowsPerBlock);
    }

    private DenseFeatures ReadDense(SparseBlock first)
    {
        var blocks = new List<FloatBuffer>();
        for (var row = 0; row < first.RowCount; row++)
        {
            first.CopyTo(row, Place(blocks, row));
        }

        for (var row = first.RowCount; MoveNext(); row++)
        {
            rows.Features.CopyTo(Place(blocks, row));
        }

        return new DenseFeatures(blocks, _rowsPerBlock, _labels.Count, featureCount);
    }

    // The location of a row, in a new block if all are full.
    private Span<float> Place(List<FloatBuffer> blocks, int row)
    {
        if (row == blocks.Count * _rowsPerBlock)
        {
            blocks.Add(memory.Allocate((long)_rowsPerBlock * featureCount));
        }

        return blocks[^1].Slice((long)(row % _rowsPerBlock) * featureCount, featureCount);
    }

    private SparseBlock ReadSparseBlock()
    {
        while (_builder.RowCount < _rowsPerBlock && MoveNext())
        {
            _builder.Add(rows.Features);
        }

        return _builder.Build();
    }

    private bool MoveNext()
    {
        var found = rows.MoveNext(out var label);
        if (found)
        {
            _labels.Add(label);
            _weights?.Add(rows.Weight);
        }

        return found;
    }
}
