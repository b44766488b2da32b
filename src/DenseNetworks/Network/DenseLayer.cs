using DenseNetworks.Network;

namespace DenseNetworks;

/// <summary>
/// One fully connected layer of a <see cref="DenseNetwork"/>: <c>output = input · weights + biases</c>, without its
/// activation. Immutable and safe for use from many threads.
/// </summary>
public sealed class DenseLayer
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    /// <summary>Initializes a layer. The arrays are not copied: the caller gives them away.</summary>
    internal DenseLayer(float[] weights, float[] biases)
    {
        if (biases.Length == 0 || weights.Length == 0 || weights.Length % biases.Length != 0)
        {
            throw new ArgumentException(
                $"{weights.Length} weights cannot be laid out as [inputs, {biases.Length} outputs].", nameof(weights));
        }

        _weights = weights;
        _biases = biases;
        InputSize = weights.Length / biases.Length;
    }

    /// <summary>Gets the number of values the layer takes.</summary>
    public int InputSize { get; }

    /// <summary>Gets the number of values the layer gives.</summary>
    public int OutputSize => _biases.Length;

    /// <summary>
    /// Gets the weights, <c>[InputSize, OutputSize]</c> row by row: those that leave one input lie side by side.
    /// </summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Gets the biases, <c>[OutputSize]</c>.</summary>
    public ReadOnlySpan<float> Biases => _biases;

    /// <summary>Makes the same layer without its last output.</summary>
    internal DenseLayer WithoutLastOutput()
    {
        var kept = OutputSize - 1;
        var weights = new float[InputSize * kept];
        for (var input = 0; input < InputSize; input++)
        {
            _weights.AsSpan(input * OutputSize, kept).CopyTo(weights.AsSpan(input * kept));
        }

        return new DenseLayer(weights, _biases[..kept]);
    }

    /// <summary>Writes <c>input · weights + biases</c>.</summary>
    internal void Apply(SparseRow input, Span<float> output)
    {
        _biases.CopyTo(output);
        SparseProduct.Add(input, _weights, output);
    }
}
