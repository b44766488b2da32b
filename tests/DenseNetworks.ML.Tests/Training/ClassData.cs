using DenseNetworks;
using DenseNetworks.ML.Training;
using Microsoft.ML.Data;
using Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Rows with classes, drawn at random, as tensors and as a trainer keeps them.</summary>
internal sealed class ClassData
{
    // So that there are several blocks, and the last is not full.
    private const int RowsPerBlock = 7;

    // A few kilobytes, which end with the tests.
    private static readonly NativeFloats Memory = new();

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

    public static ClassData Make(int rowCount, int featureCount, int classCount, double zeroShare = 0.6)
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, rowCount).Select(row => Networks.Features(row, featureCount, zeroShare)).ToArray();
        return new ClassData(rows, [.. rows.Select(_ => random.Next(classCount))]);
    }

    public float[] Row(int row) => _rows[row];

    /// <summary>Computes a network's logits for every row, <c>[rows, classes]</c>, one row at a time.</summary>
    public Tensor Score(DenseNetwork network)
    {
        var logits = new float[_rows.Length * network.ClassCount];
        for (var row = 0; row < _rows.Length; row++)
        {
            network.ComputeLogits(_rows[row], logits.AsSpan(row * network.ClassCount, network.ClassCount));
        }

        return tensor(logits, _rows.Length, network.ClassCount);
    }

    public RowSelection Select(bool isSparse, float[]? weights = null) =>
        RowSelection.All(new TrainingRows(isSparse ? MakeSparse() : MakeDense(), _labels, weights));

    private SparseFeatures MakeSparse()
    {
        var builder = new SparseBlockBuilder(_rows[0].Length);
        return new SparseFeatures([.. _rows.Chunk(RowsPerBlock).Select(MakeBlock)], RowsPerBlock);

        SparseBlock MakeBlock(float[][] rows)
        {
            foreach (var row in rows)
            {
                builder.Add(new VBuffer<float>(row.Length, row));
            }

            return builder.Build();
        }
    }

    private DenseFeatures MakeDense()
    {
        var featureCount = _rows[0].Length;
        return new DenseFeatures([.. _rows.Chunk(RowsPerBlock).Select(MakeBlock)], RowsPerBlock, _rows.Length, featureCount);

        FloatBuffer MakeBlock(float[][] rows)
        {
            var block = Memory.Allocate(RowsPerBlock * featureCount);
            rows.SelectMany(row => row).ToArray().CopyTo(block.Slice(0, rows.Length * featureCount));
            return block;
        }
    }
}
