namespace DenseNetworks.ML.Training;

/// <summary>How much of itself a moving average of the weights keeps from step to step.</summary>
internal static class AverageDecay
{
    /// <summary>
    /// Gets the decay of a step. The first ones keep less, or the first weights, which are mere chance, would stay in the
    /// average for long.
    /// </summary>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="decay">The decay of later steps.</param>
    public static double At(long step, double decay) => Math.Min(decay, (1.0 + step) / (10.0 + step));
}
