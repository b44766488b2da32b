using System.Numerics.Tensors;

namespace DenseNetworks.Network;

/// <summary>Computes probabilities from logits.</summary>
internal static class Softmax
{
    // In a process that scores one row and exits, compiling TensorPrimitives would take longest. For a few classes, simple
    // loops are as fast.
    private const int FewClasses = 64;

    /// <returns>
    /// The largest logit, not divided by the temperature, and the sum of exp(logit - largest) over all logits. The largest
    /// probability is 1 / sum.
    /// </returns>
    public static (float Largest, float Sum) Apply(Span<float> logits, float temperature)
    {
        // Subtracting the largest logit keeps exp from overflowing; TensorPrimitives.SoftMax does not do so.
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
