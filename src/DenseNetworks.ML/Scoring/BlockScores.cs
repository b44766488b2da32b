using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores all rows that a cursor has read ahead when the first of them is requested.</summary>
internal sealed class BlockScores(DenseNetwork network, ReadAheadCursor cursor, DataViewSchema.Column features) : RowScores
{
    private readonly FeatureScorer _scorer = new(network);
    private float[] _rows = [];
    private float[] _probabilities = [];
    private long _scoredStart = -1;

    protected override ReadOnlySpan<float> GetProbabilities()
    {
        var start = cursor.Position - cursor.Row;
        if (_scoredStart != start)
        {
            Score(cursor.GetVectors<float>(features), start);
            _scoredStart = start;
        }

        return _probabilities.AsSpan(cursor.Row * network.ClassCount, network.ClassCount);
    }

    private void Score(ReadOnlySpan<VBuffer<float>> vectors, long start)
    {
        if (_probabilities.Length < vectors.Length * network.ClassCount)
        {
            _probabilities = new float[vectors.Length * network.ClassCount];
        }

        if (CopyDense(vectors))
        {
            var rows = _rows.AsSpan(0, vectors.Length * network.InputSize);
            network.ComputeProbabilities(rows, vectors.Length, _probabilities.AsSpan(0, vectors.Length * network.ClassCount));
            return;
        }

        for (var row = 0; row < vectors.Length; row++)
        {
            _scorer.Score(
                vectors[row], start + row, _probabilities.AsSpan(row * network.ClassCount, network.ClassCount));
        }
    }

    // Sparse vectors are scored one by one, and vectors of a wrong length are rejected there.
    private bool CopyDense(ReadOnlySpan<VBuffer<float>> vectors)
    {
        if (_rows.Length < vectors.Length * network.InputSize)
        {
            _rows = new float[vectors.Length * network.InputSize];
        }

        for (var row = 0; row < vectors.Length; row++)
        {
            var values = vectors[row].GetValues();
            if (!vectors[row].IsDense || values.Length != network.InputSize)
            {
                return false;
            }

            values.CopyTo(_rows.AsSpan(row * network.InputSize));
        }

        return true;
    }
}
