using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>
/// What a network says of the row that a cursor stands on, computed once for both columns. For one thread at a time.
/// </summary>
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
        // Key values count from 1, and 0 is missing: the answer for features that are not numbers.
        destination = float.IsNaN(probabilities[best]) ? 0 : (uint)best + 1;
    }

    protected abstract ReadOnlySpan<float> GetProbabilities();
}
