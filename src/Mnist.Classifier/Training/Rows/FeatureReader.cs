using Mnist.Classifier.Network;

namespace Mnist.Classifier.Training;

/// <summary>
/// Reads the rows of a cursor into memory. Where the form is left open, the first rows decide it: mostly zeros are kept as
/// <see cref="SparseFeatures"/>, everything else as one matrix. A wrong guess costs time or memory, nothing else.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="featureCount">The number of features.</param>
/// <param name="isSparse">Whether to keep them as <see cref="SparseFeatures"/>; null for what suits them.</param>
internal sealed class FeatureReader(TrainingRowCursor rows, int featureCount, bool? isSparse)
{
    private const int BytesAtOnce = 1 << 22;

    private readonly int _rowsAtOnce = Math.Max(1, BytesAtOnce / sizeof(float) / featureCount);
    private readonly List<int> _labels = [];

    /// <summary>Gets the classes of the rows read, from 0.</summary>
    public int[] Labels => [.. _labels];

    /// <param name="countRows">Counts the rows of the view. Asked only for the matrix.</param>
    public IFeatures Read(Func<long> countRows)
    {
        var first = new float[(long)_rowsAtOnce * featureCount];
        var count = ReadBlock(first);
        return isSparse ?? IsMostlyZero(first.AsSpan(0, count * featureCount))
            ? ReadSparse(first, count)
            : ReadDense(first, count, countRows());
    }

    private static bool IsMostlyZero(ReadOnlySpan<float> values) =>
        NonZeros.Count(values) <= SparseFeatures.MaxDensity * values.Length;

    private SparseFeatures ReadSparse(float[] block, int count)
    {
        var blocks = new List<SparseBlock>();
        while (count > 0)
        {
            blocks.Add(new SparseBlock(block.AsSpan(0, count * featureCount), featureCount));
            count = count < _rowsAtOnce ? 0 : ReadBlock(block);
        }

        return new SparseFeatures(blocks, _rowsAtOnce);
    }

    private DenseFeatures ReadDense(float[] first, int firstCount, long rowCount)
    {
        if (rowCount > Array.MaxLength)
        {
            throw new NotSupportedException($"{rowCount} rows are more than the trainer can shuffle ({Array.MaxLength}).");
        }

        var matrix = new FloatBuffer(rowCount * featureCount);
        var filled = 0;
        var block = first;
        for (var count = firstCount; count > 0; count = count < _rowsAtOnce ? 0 : ReadBlock(block))
        {
            if (filled + count > rowCount)
            {
                throw new InvalidOperationException(
                    $"The data view had {rowCount} rows when they were counted and more when they were read. Cache it with " +
                    "mlContext.Data.Cache first.");
            }

            var length = count * featureCount;
            block.AsSpan(0, length).CopyTo(matrix.Slice((long)filled * featureCount, length));
            filled += count;
        }

        return new DenseFeatures(matrix, filled, featureCount);
    }

    private int ReadBlock(float[] block)
    {
        var count = 0;
        while (count < _rowsAtOnce && rows.MoveNext(block.AsSpan(count * featureCount, featureCount), out var label))
        {
            _labels.Add(label);
            count++;
        }

        return count;
    }
}
