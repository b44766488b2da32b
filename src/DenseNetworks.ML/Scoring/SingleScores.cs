using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores rows one by one.</summary>
internal sealed class SingleScores(DenseNetwork network, DataViewRow row, ValueGetter<VBuffer<float>> getFeatures) : RowScores
{
    private readonly FeatureScorer _scorer = new(network);
    private readonly float[] _probabilities = new float[network.ClassCount];
    private VBuffer<float> _features;
    private long _scoredPosition = -1;

    protected override ReadOnlySpan<float> GetProbabilities()
    {
        if (_scoredPosition != row.Position)
        {
            getFeatures(ref _features);
            _scorer.Score(_features, row.Position, _probabilities);
            _scoredPosition = row.Position;
        }

        return _probabilities;
    }
}
