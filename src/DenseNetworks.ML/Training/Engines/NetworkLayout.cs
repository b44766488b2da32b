namespace DenseNetworks.ML.Training;

/// <summary>
/// Where the weights and biases of a network lie when they are one flat array: layer by layer, each layer's weights
/// <c>[inputs, outputs]</c> and then its biases <c>[outputs]</c>, each part starting at a multiple of
/// <see cref="Alignment"/>. Numbers between the parts are always zero.
/// </summary>
internal sealed class NetworkLayout
{
    // In floats: 64 bytes, a cache line and the widest vector.
    private const int Alignment = 16;

    /// <param name="sizes">The number of features, of units in each hidden layer, and of classes.</param>
    /// <exception cref="NotSupportedException">A layer has more weights than one array can hold.</exception>
    public NetworkLayout(params int[] sizes)
    {
        var layers = new List<LayerLayout>();
        foreach (var (inputs, outputs) in sizes.Zip(sizes.Skip(1)))
        {
            if ((long)inputs * outputs > Array.MaxLength)
            {
                throw new NotSupportedException(
                    $"A layer from {inputs} to {outputs} values has {(long)inputs * outputs} weights, and at most " +
                    $"{Array.MaxLength} are possible. Use smaller HiddenLayers, or fewer features.");
            }

            var biasStart = Length + Align((long)inputs * outputs);
            layers.Add(new LayerLayout(inputs, outputs, Length, biasStart));
            Length = biasStart + Align(outputs);
        }

        Layers = layers;
    }

    /// <summary>Gets the layers, from the features to the classes.</summary>
    public IReadOnlyList<LayerLayout> Layers { get; }

    /// <summary>Gets the number of floats in the flat array.</summary>
    public long Length { get; }

    /// <summary>Copies numbers that are laid out so, layer by layer.</summary>
    public DenseLayer[] CopyOut(FloatBuffer values) => [.. Layers.Select(place => new DenseLayer(
        values.Slice(place.WeightStart, place.WeightCount).ToArray(),
        values.Slice(place.BiasStart, place.Outputs).ToArray()))];

    /// <summary>Copies what <see cref="CopyOut"/> gave to where it was, or to another buffer.</summary>
    public void CopyIn(IReadOnlyList<DenseLayer> layers, FloatBuffer values)
    {
        foreach (var (place, layer) in Layers.Zip(layers))
        {
            layer.Weights.CopyTo(values.Slice(place.WeightStart, place.WeightCount));
            layer.Biases.CopyTo(values.Slice(place.BiasStart, place.Outputs));
        }
    }

    private static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
