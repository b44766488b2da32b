using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>Computes softmax with cross-entropy for rows.</summary>
internal static class CrossEntropy
{
    /// <summary>Computes the loss and the accuracy of rows. The logits, <c>[rows, classes]</c>, are overwritten.</summary>
    public static BatchLoss Measure(Span<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights)
    {
        var result = default(BatchLoss);
        var classCount = labels.IsEmpty ? 0 : logits.Length / labels.Length;
        for (var row = 0; row < labels.Length; row++)
        {
            result += Measure(logits.Slice(row * classCount, classCount), labels[row], weights[row], out _);
        }

        return result;
    }

    /// <summary>
    /// Computes the loss and the accuracy of rows with their original labels, and the derivatives, with respect to the logits,
    /// of the mean cross-entropy of the batch with the smoothed labels. The logits, <c>[rows, classes]</c>, are overwritten.
    /// </summary>
    public static BatchLoss Differentiate(
        Span<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, float labelSmoothing, Span<float> deltas,
        int batchSize)
    {
        var result = default(BatchLoss);
        var classCount = labels.IsEmpty ? 1 : logits.Length / labels.Length;
        var spread = labelSmoothing / classCount / batchSize;
        for (var row = 0; row < labels.Length; row++)
        {
            var exponentials = logits.Slice(row * classCount, classCount);
            result += Measure(exponentials, labels[row], weights[row], out var sum);

            // weight * (softmax - target) / rows
            var delta = deltas.Slice(row * classCount, classCount);
            TensorPrimitives.Multiply(exponentials, weights[row] / (sum * batchSize), delta);
            TensorPrimitives.Subtract(delta, weights[row] * spread, delta);
            delta[labels[row]] -= weights[row] * (1 - labelSmoothing) / batchSize;
        }

        return result;
    }

    // Replaces the logits by exp(logit - largest logit).
    private static BatchLoss Measure(Span<float> logits, int label, float weight, out float sum)
    {
        var predicted = TensorPrimitives.IndexOfMax<float>(logits);
        TensorPrimitives.Subtract(logits, logits[predicted], logits);
        var labelLogit = logits[label];
        TensorPrimitives.Exp(logits, logits);
        sum = TensorPrimitives.Sum(logits);
        return new BatchLoss((double)weight * (MathF.Log(sum) - labelLogit), predicted == label ? weight : 0);
    }
}

/// <summary>The loss and the weight of correctly classified rows, summed over rows.</summary>
internal readonly record struct BatchLoss(double Loss, double CorrectWeight)
{
    public static BatchLoss operator +(BatchLoss a, BatchLoss b) => new(a.Loss + b.Loss, a.CorrectWeight + b.CorrectWeight);
}
