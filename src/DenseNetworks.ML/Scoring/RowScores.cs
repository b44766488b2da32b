using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Provides the scores of the current row of a cursor, computed once for both columns. Not thread-safe.</summary>
internal abstract class RowScores
{
    public void GetScore(ref VBuffer<float> destination)
    {
        var probabilities = GetProbabilities();
        var editor = VBufferEditor.Create(ref destination, probabilities.Length);
        probabilities.CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void GetPredictedLabel(ref uint destination)
    {
        var probabilities = GetProbabilities();
        var best = TensorPrimitives.IndexOfMax(probabilities);
        // Keys count from 1, and 0 is a missing value, which is the prediction for features that are not finite.
        destination = float.IsNaN(probabilities[best]) ? 0 : (uint)best + 1;
    }

    protected abstract ReadOnlySpan<float> GetProbabilities();
}
