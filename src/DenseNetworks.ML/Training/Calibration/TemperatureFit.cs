namespace DenseNetworks.ML.Training;

/// <summary>
/// Fits the temperature of logits to labels: temperature scaling of C. Guo et al. 2017, https://arxiv.org/abs/1706.04599.
/// </summary>
internal static class TemperatureFit
{
    public const double Min = 0.05;

    public const double Max = 20;

    private const double Tolerance = 1e-9;
    private const int MaxSteps = 100; // bisection alone needs fewer

    /// <summary>
    /// Returns the temperature with the least mean cross-entropy; or 1 if every row is classified correctly. In that case, the
    /// cross-entropy decreases with the temperature, and the network would become infinitely confident.
    /// </summary>
    public static float Fit(
        IReadOnlyList<float[]> logits, IReadOnlyList<int> labels, IReadOnlyList<float> weights, Action? throwIfCancelled = null)
    {
        if (logits.Zip(labels, (values, label) => values[label] == values.Max()).All(isRight => isRight))
        {
            return 1;
        }

        // The cross-entropy is convex in the inverse temperature, so its slope increases and has one zero. Newton's method
        // finds it; if a step leaves the interval that contains the zero, the interval is bisected.
        var (low, high) = (1 / Max, 1 / Min);
        var inverse = 1.0;
        for (var step = 0; step < MaxSteps && high - low > Tolerance * low; step++)
        {
            throwIfCancelled?.Invoke();
            var (slope, curvature) = Differentiate(logits, labels, weights, inverse);
            if (slope == 0)
            {
                break; // if all logits are equal, the temperature has no effect
            }

            if (slope < 0)
            {
                low = inverse;
            }
            else
            {
                high = inverse;
            }

            var next = inverse - (slope / curvature);
            if (Math.Abs(next - inverse) <= Tolerance * inverse)
            {
                break;
            }

            inverse = next > low && next < high ? next : Math.Sqrt(low * high);
        }

        return (float)Math.Clamp(1 / inverse, Min, Max);
    }

    // Sums over the rows. For one row, they are the mean of the logits under softmax less the logit of the label, and their
    // variance.
    private static (double Slope, double Curvature) Differentiate(
        IReadOnlyList<float[]> logits, IReadOnlyList<int> labels, IReadOnlyList<float> weights, double inverse)
    {
        double slope = 0, curvature = 0;
        for (var row = 0; row < logits.Count; row++)
        {
            var values = logits[row];
            double largest = values.Max(), sum = 0, first = 0, second = 0;
            foreach (var value in values)
            {
                // Less the largest, so that exp does not overflow. The slope and the variance are unchanged.
                var distance = value - largest;
                var weight = Math.Exp(inverse * distance);
                sum += weight;
                first += weight * distance;
                second += weight * distance * distance;
            }

            var mean = first / sum;
            slope += weights[row] * (mean - (values[labels[row]] - largest));
            curvature += weights[row] * ((second / sum) - (mean * mean));
        }

        return (slope, curvature);
    }
}
