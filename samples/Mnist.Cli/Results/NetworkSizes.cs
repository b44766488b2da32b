using DenseNetworks;

namespace Mnist.Cli.Results;

/// <summary>The sizes of a network's layers.</summary>
internal static class NetworkSizes
{
    /// <summary>Returns them, from the input to the output.</summary>
    public static IReadOnlyList<int> Of(DenseNetwork network) =>
        [network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)];
}
