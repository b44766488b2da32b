using DenseNetworks.ML.MLNet;
using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores features in the form in which ML.NET has them. For one thread at a time.</summary>
internal sealed class FeatureScorer(DenseNetwork network)
{
    private int[] _slots = [];
    private float[] _values = [];

    /// <param name="features">The features, with their zeros or without.</param>
    /// <param name="position">The number of the row, for errors.</param>
    /// <param name="probabilities">Receives the probabilities.</param>
    public void Score(in VBuffer<float> features, long position, Span<float> probabilities)
    {
        if (features.IsDense)
        {
            network.ComputeProbabilities(features.GetValues(), probabilities);
            return;
        }

        // ML.NET believes what objects in memory say of their arrays.
        if (features.Length != network.InputSize)
        {
            throw new ArgumentException(
                $"The network asks for {network.InputSize} features, but row {position} has {features.Length}.");
        }

        var length = VectorNonZeros.BufferLength(features);
        if (_slots.Length < length)
        {
            (_slots, _values) = (new int[length], new float[length]);
        }

        var count = VectorNonZeros.Gather(features, _slots, _values);
        network.ComputeProbabilities(new SparseRow(_slots.AsSpan(0, count), _values.AsSpan(0, count)), probabilities, out _);
    }
}
