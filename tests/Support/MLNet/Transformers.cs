using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.Models;
using Microsoft.ML;

namespace Testing;

/// <summary>Makes transformers of networks that were not trained.</summary>
internal static class Transformers
{
    public static DenseNetworkTransformer Of(
        DenseNetwork network, string featureColumnName = "Features", TrainingHistory? history = null, string[]? classNames = null) =>
        new(new MLContext(), network, history, featureColumnName, classNames is null ? null : Labels(classNames));

    public static byte[] ExportOnnx(DenseNetworkTransformer transformer)
    {
        using var stream = new MemoryStream();
        transformer.ExportOnnx(stream);
        return stream.ToArray();
    }

    private static ClassValues Labels(string[] names) => new(Array.ConvertAll(names, name => name.AsMemory()));
}
