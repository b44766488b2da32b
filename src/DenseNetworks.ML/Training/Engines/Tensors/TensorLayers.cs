using System.Runtime.InteropServices;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Copies numbers between managed layers and a flat tensor on any device, as a layout has them there.</summary>
internal static class TensorLayers
{
    /// <summary>Copies the numbers of a tensor, layer by layer.</summary>
    /// <param name="layout">How they are laid out.</param>
    /// <param name="values">The numbers, float32 <c>[layout.Length]</c>.</param>
    public static DenseLayer[] CopyOut(this NetworkLayout layout, torch.Tensor values)
    {
        using var onCpu = values.cpu();
        return [.. layout.Layers.Select(place => new DenseLayer(
            ToArray(onCpu, place.WeightStart, place.WeightCount), ToArray(onCpu, place.BiasStart, place.Outputs)))];
    }

    /// <summary>Copies what <see cref="CopyOut"/> gave to where it was, or to another tensor.</summary>
    public static void CopyIn(this NetworkLayout layout, IReadOnlyList<DenseLayer> layers, torch.Tensor values)
    {
        foreach (var (place, layer) in layout.Layers.Zip(layers))
        {
            Copy(layer.Weights, values, place.WeightStart);
            Copy(layer.Biases, values, place.BiasStart);
        }
    }

    private static float[] ToArray(torch.Tensor onCpu, long start, int length)
    {
        using var part = onCpu.narrow(0, start, length); // a span over everything could be too long
        return MemoryMarshal.Cast<byte, float>(part.bytes).ToArray();
    }

    private static void Copy(ReadOnlySpan<float> source, torch.Tensor values, long start)
    {
        using var onCpu = torch.tensor(source.ToArray());
        using var part = values.narrow(0, start, source.Length);
        part.copy_(onCpu);
    }
}
