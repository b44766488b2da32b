using DenseNetworks.ML.MLNet;
using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores feature vectors of ML.NET. Not thread-safe.</summary>
internal sealed class FeatureScorer(DenseNetwork network)
{
    private int[] _slots = [];
    private float[] _values = [];

    public void Score(in VBuffer<float> features, long position, Span<float> probabilities)
    {
        if (features.IsDense)
        {
            network.ComputeProbabilities(features.GetValues(), probabilities);
            return;
        }

        // ML.NET does not check the vectors of objects in memory.
        if (features.Length != network.InputSize)
        {
            throw new ArgumentException(
                $"The network expects {network.InputSize} features, but row {position} has {features.Length}.");
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
