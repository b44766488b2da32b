using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The moving average of the weights that <see cref="TrainingRecipe.WeightAveraging"/> describes. It starts at the weights as
/// they are when it is made. While it is shown, it lies where the network's weights lie otherwise, and they lie here.
/// </summary>
/// <param name="weights">The weights.</param>
/// <param name="decay">How much of itself the average keeps in a step, after the first ones.</param>
internal sealed class CpuWeightAverage(FloatBuffer weights, double decay)
{
    private const int SwappedAtOnce = 4096;

    private float _gain;
    private bool _isShown;

    /// <summary>Gets the average; while it is shown, the weights.</summary>
    public FloatBuffer Other { get; } = Copy(weights);

    /// <summary>Begins a step. <see cref="Take"/> then takes it for each part of the weights.</summary>
    /// <param name="step">Its number, from 1.</param>
    public void BeginStep(long step) => _gain = (float)(1 - AverageDecay.At(step - 1, decay));

    /// <summary>Takes some of the weights in, after they have moved. Parts can be taken side by side.</summary>
    public void Take(long start, int length)
    {
        var averages = Other.Slice(start, length);
        TensorPrimitives.Lerp(averages, weights.Slice(start, length), _gain, averages);
    }

    /// <summary>Has the network score with the average, or with the weights that learn, until told otherwise.</summary>
    public void Show(bool isShown)
    {
        if (isShown != _isShown)
        {
            Swap();
            _isShown = isShown;
        }
    }

    private static FloatBuffer Copy(FloatBuffer source)
    {
        var copy = new FloatBuffer(source.Length);
        copy.CopyFrom(source);
        return copy;
    }

    private void Swap()
    {
        Span<float> held = stackalloc float[SwappedAtOnce];
        for (var start = 0L; start < weights.Length; start += SwappedAtOnce)
        {
            var count = (int)Math.Min(SwappedAtOnce, weights.Length - start);
            var shown = weights.Slice(start, count);
            var other = Other.Slice(start, count);
            shown.CopyTo(held);
            other.CopyTo(shown);
            held[..count].CopyTo(other);
        }
    }
}
