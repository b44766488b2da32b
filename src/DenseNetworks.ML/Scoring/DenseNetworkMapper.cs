using System.Numerics.Tensors;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores one row at a time.</summary>
internal sealed partial class DenseNetworkMapper(
    DenseNetworkTransformer transformer, DataViewSchema.Column features, DataViewSchema.DetachedColumn[] outputColumns)
    : RowMapper(transformer, features.Index, outputColumns)
{
    protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
    {
        var scorer = new RowScorer(transformer.Network, row, row.GetGetter<VBuffer<float>>(inputColumn));
        return [(ValueGetter<uint>)scorer.GetPredictedLabel, (ValueGetter<VBuffer<float>>)scorer.GetScore];
    }

    /// <summary>Scores the row that a cursor stands on, once for both columns. For one thread at a time.</summary>
    private sealed class RowScorer(DenseNetwork network, DataViewRow row, ValueGetter<VBuffer<float>> getFeatures)
    {
        private readonly float[] _probabilities = new float[network.ClassCount];
        private VBuffer<float> _features;
        private int[] _slots = [];
        private float[] _values = [];
        private long _scoredPosition = -1;

        public void GetScore(ref VBuffer<float> destination)
        {
            ScoreRow();
            var editor = VBufferEditor.Create(ref destination, _probabilities.Length);
            _probabilities.CopyTo(editor.Values);
            destination = editor.Commit();
        }

        public void GetPredictedLabel(ref uint destination)
        {
            ScoreRow();
            var best = TensorPrimitives.IndexOfMax<float>(_probabilities);
            // Key values count from 1, and 0 is missing: the answer for features that are not numbers.
            destination = float.IsNaN(_probabilities[best]) ? 0 : (uint)best + 1;
        }

        private void ScoreRow()
        {
            if (_scoredPosition == row.Position)
            {
                return;
            }

            getFeatures(ref _features);
            if (_features.IsDense)
            {
                network.ComputeProbabilities(_features.GetValues(), _probabilities);
            }
            else
            {
                ScoreSparse();
            }

            _scoredPosition = row.Position;
        }

        private void ScoreSparse()
        {
            // ML.NET believes what objects in memory say of their arrays.
            if (_features.Length != network.InputSize)
            {
                throw new ArgumentException(
                    $"The network asks for {network.InputSize} features, but row {row.Position} has {_features.Length}.");
            }

            var length = VectorNonZeros.BufferLength(_features);
            if (_slots.Length < length)
            {
                (_slots, _values) = (new int[length], new float[length]);
            }

            var count = VectorNonZeros.Gather(_features, _slots, _values);
            var nonZeros = new SparseRow(_slots.AsSpan(0, count), _values.AsSpan(0, count));
            network.ComputeProbabilities(nonZeros, _probabilities, out _);
        }
    }
}
