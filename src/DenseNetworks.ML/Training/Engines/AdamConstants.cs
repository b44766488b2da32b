namespace DenseNetworks.ML.Training;

/// <summary>
/// The constants of Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980), in the form at the end of section 2 of the
/// paper, which Keras uses too: epsilon is added after the bias correction has been moved into the step size.
/// </summary>
internal static class AdamConstants
{
    /// <summary>The weight of a new gradient in the first moment, 1 - beta1.</summary>
    public const float Gain1 = 0.1f;

    /// <summary>The weight of a new squared gradient in the second moment, 1 - beta2.</summary>
    public const float Gain2 = 0.001f;

    /// <summary>The constant that is added to the root of the second moment.</summary>
    public const float Epsilon = 1e-7f;

    private const double Decay1 = 0.9;
    private const double Decay2 = 0.999;

    /// <summary>Computes the size of a step, counted from 1, including the bias correction of both moments.</summary>
    public static float StepSize(double learningRate, long step) =>
        (float)(learningRate * Math.Sqrt(1 - Math.Pow(Decay2, step)) / (1 - Math.Pow(Decay1, step)));
}
