using Mnist.Classifier.Tests.Support;
using Mnist.Classifier.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mnist.Classifier.Tests.Training;

/// <summary>Rows with classes, drawn at random, as tensors and as a trainer keeps them.</summary>
internal sealed class ClassData
{
    private readonly float[][] _rows;
    private readonly int[] _labels;

    private ClassData(float[][] rows, int[] labels)
    {
        _rows = rows;
        _labels = labels;
        Features = tensor(rows.SelectMany(row => row).ToArray(), rows.Length, rows[0].Length);
        Labels = tensor(labels, dtype: ScalarType.Int64);
    }

    public Tensor Features { get; }

    public Tensor Labels { get; }

    public static ClassData Make(int rowCount, int featureCount, int classCount)
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, rowCount).Select(row => Networks.Features(row, featureCount, zeroShare: 0.6)).ToArray();
        return new ClassData(rows, [.. rows.Select(_ => random.Next(classCount))]);
    }

    public float[] Row(int row) => _rows[row];

    public RowSelection Select(bool isSparse) =>
        RowSelection.All(new TrainingRows(isSparse ? MakeSparse() : MakeDense(), _labels));

    private SparseFeatures MakeSparse()
    {
        const int RowsPerBlock = 7; // so that there are several, and the last is not full
        var blocks = _rows.Chunk(RowsPerBlock).Select(block => new SparseBlock(block.SelectMany(row => row).ToArray(), _rows[0].Length));
        return new SparseFeatures([.. blocks], RowsPerBlock);
    }

    private DenseFeatures MakeDense()
    {
        var featureCount = _rows[0].Length;
        var matrix = new FloatBuffer(_rows.Length * featureCount);
        for (var row = 0; row < _rows.Length; row++)
        {
            _rows[row].CopyTo(matrix.Slice(row * featureCount, featureCount));
        }

        return new DenseFeatures(matrix, _rows.Length, featureCount);
    }
}
