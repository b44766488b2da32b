using System.Numerics.Tensors;

namespace DenseNetworks.Network;

/// <summary>Probabilities from logits.</summary>
internal static class Softmax
{
    // A process that scores one row and ends would spend more time on compiling TensorPrimitives than on all else. For a few classes
    // plain loops are as fast.
    private const int FewClasses = 64;

    /// <summary>Replaces logits by probabilities.</summary>
    /// <returns>
    /// The largest logit, not divided, and the sum of the exponentials of all, less the largest: the largest probability is 1 / sum.
    /// </returns>
    public static (float Largest, float Sum) Apply(Span<float> logits, float temperature)
    {
        // Subtracting the largest logit first keeps exp from overflowing; TensorPrimitives.SoftMax does not.
        if (logits.Length <= FewClasses)
        {
            return ApplyToFew(logits, temperature);
        }

        var largest = TensorPrimitives.Max<float>(logits);
        TensorPrimitives.Subtract(logits, largest, logits);
        TensorPrimitives.Divide(logits, temperature, logits);
        TensorPrimitives.Exp<float>(logits, logits);
        var sum = TensorPrimitives.Sum<float>(logits);
        TensorPrimitives.Divide(logits, sum, logits);
        return (largest, sum);
    }

    private static (float Largest, float Sum) ApplyToFew(Span<float> logits, float temperature)
    {
        var largest = logits[0];
        foreach (var logit in logits)
        {
            largest = MathF.Max(largest, logit); // NaN if any is
        }

        var sum = 0f;
        foreach (ref var logit in logits)
        {
            logit = MathF.Exp((logit - largest) / temperature);
            sum += logit;
        }

        foreach (ref var probability in logits)
        {
            probability /= sum;
        }

        return (largest, sum);
    }
}
