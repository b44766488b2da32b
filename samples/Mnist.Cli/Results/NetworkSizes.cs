using DenseNetworks;

namespace Mnist.Cli.Results;

/// <summary>The sizes of the layers of a network.</summary>
internal static class NetworkSizes
{
    /// <summary>Returns the sizes, from the input to the output.</summary>
    public static IReadOnlyList<int> Of(DenseNetwork network) =>
        [network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)];
}
