using System.Runtime.InteropServices;
using TorchSharp;

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

    /// <summary>Draws the first weights of a network, with zero biases.</summary>
    /// <returns>Float32, <c>[Length]</c>.</returns>
    public torch.Tensor DrawWeights(Random random, torch.Device device)
    {
        var values = FloatBuffer.Zeros(Length);
        foreach (var place in Layers)
        {
            place.DrawWeights(random, values.Slice(place.WeightStart, place.WeightCount));
        }

        return values.Tensor.to(device); // the same tensor on the CPU: wide layers are not copied
    }

    /// <summary>Copies numbers that are laid out so, float32 <c>[Length]</c> on any device, layer by layer.</summary>
    public DenseLayer[] CopyOut(torch.Tensor values)
    {
        using var onCpu = values.cpu();
        return [.. Layers.Select(place => new DenseLayer(
            ToArray(onCpu, place.WeightStart, place.WeightCount), ToArray(onCpu, place.BiasStart, place.Outputs)))];
    }

    /// <summary>Copies what <see cref="CopyOut"/> gave to where it was, or to another tensor.</summary>
    public void CopyIn(IEnumerable<DenseLayer> layers, torch.Tensor values)
    {
        foreach (var (place, layer) in Layers.Zip(layers))
        {
            CopyIn(layer.Weights.ToArray(), values, place.WeightStart);
            CopyIn(layer.Biases.ToArray(), values, place.BiasStart);
        }
    }

    private static float[] ToArray(torch.Tensor onCpu, long start, int length)
    {
        using var part = onCpu.narrow(0, start, length); // a span over everything could be too long
        return MemoryMarshal.Cast<byte, float>(part.bytes).ToArray();
    }

    private static void CopyIn(float[] source, torch.Tensor values, long start)
    {
        using var onCpu = torch.tensor(source);
        using var part = values.narrow(0, start, source.Length);
        part.copy_(onCpu);
    }

    private static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}

/// <summary>One layer's place in a <see cref="NetworkLayout"/>.</summary>
internal readonly record struct LayerLayout(int Inputs, int Outputs, long WeightStart, long BiasStart)
{
    /// <summary>Gets the number of weights. <see cref="NetworkLayout"/> sees to it that an int will do.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>
    /// Draws first weights by Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
    /// networks", equation 16.
    /// </summary>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">Receives them, <c>[WeightCount]</c>.</param>
    public void DrawWeights(Random random, Span<float> weights)
    {
        var limit = MathF.Sqrt(6f / (Inputs + Outputs));
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = ((random.NextSingle() * 2) - 1) * limit;
        }
    }
}
