namespace DenseNetworks.ML.Training;

/// <summary>
/// The layout of the weights and biases of a network in a flat array: for each layer the weights <c>[inputs, outputs]</c> and
/// then the biases <c>[outputs]</c>, each aligned to a multiple of <see cref="Alignment"/>. The padding is always zero.
/// </summary>
internal sealed class NetworkLayout
{
    // In floats: 64 bytes, the size of a cache line and of the widest vector.
    private const int Alignment = 16;

    /// <exception cref="NotSupportedException">A layer has more weights than an array can hold.</exception>
    public NetworkLayout(params int[] sizes)
    {
        var layers = new List<LayerLayout>();
        foreach (var (inputs, outputs) in sizes.Zip(sizes.Skip(1)))
        {
            if ((long)inputs * outputs > Array.MaxLength)
            {
                throw new NotSupportedException(
                    $"A layer from {inputs} to {outputs} values has {(long)inputs * outputs} weights, but at most " +
                    $"{Array.MaxLength} are possible. Use smaller HiddenLayers, or fewer features.");
            }

            var biasStart = Length + Align((long)inputs * outputs);
            layers.Add(new LayerLayout(inputs, outputs, Length, biasStart));
            Length = biasStart + Align(outputs);
        }

        Layers = layers;
    }

    /// <summary>Returns the layout of a network.</summary>
    public static NetworkLayout Of(DenseNetwork network) =>
        new([network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)]);

    /// <summary>Gets the layers, in order from the features to the classes.</summary>
    public IReadOnlyList<LayerLayout> Layers { get; }

    /// <summary>Gets the length of the flat array.</summary>
    public long Length { get; }

    /// <summary>Draws the initial weights of a network. Biases are zero.</summary>
    public FloatBuffer DrawWeights(Random random, FloatMemory memory)
    {
        var values = memory.AllocateZeros(Length);
        foreach (var place in Layers)
        {
            place.DrawWeights(random, values.Slice(place.WeightStart, place.WeightCount));
        }

        return values;
    }

    /// <summary>Copies numbers with this layout into layers.</summary>
    public DenseLayer[] CopyOut(IFlatNumbers values) => [.. Layers.Select(place => new DenseLayer(
        ToArray(values, place.WeightStart, place.WeightCount), ToArray(values, place.BiasStart, place.Outputs)))];

    /// <summary>Copies layers into numbers with this layout.</summary>
    public void CopyIn(IEnumerable<DenseLayer> layers, IFlatNumbers values)
    {
        foreach (var (place, layer) in Layers.Zip(layers))
        {
            values.Write(place.WeightStart, layer.Weights);
            values.Write(place.BiasStart, layer.Biases);
        }
    }

    private static float[] ToArray(IFlatNumbers values, long start, int length)
    {
        var copy = GC.AllocateUninitializedArray<float>(length);
        values.Read(start, copy);
        return copy;
    }

    private static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}

/// <summary>The location of a layer in a <see cref="NetworkLayout"/>.</summary>
internal readonly record struct LayerLayout(int Inputs, int Outputs, long WeightStart, long BiasStart)
{
    /// <summary>Gets the number of weights, which <see cref="NetworkLayout"/> ensures fits in an int.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>
    /// Draws initial weights as in Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
    /// networks", equation 16.
    /// </summary>
    public void DrawWeights(Random random, Span<float> weights)
    {
        var limit = MathF.Sqrt(6f / (Inputs + Outputs));
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = ((random.NextSingle() * 2) - 1) * limit;
        }
    }
}
