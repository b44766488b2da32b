using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>Reads one saved transformer.</summary>
/// <param name="env">The environment of the transformer.</param>
/// <param name="context">What it saved.</param>
internal delegate ITransformer TransformerLoader(IHostEnvironment env, ModelLoadContext context);

/// <summary>The kinds of transformers that a file from anyone may name, each with a function of ours that reads it. Immutable.</summary>
internal sealed class TransformerLoaders
{
    private readonly Dictionary<string, TransformerLoader> _byKind;

    private TransformerLoaders(Dictionary<string, TransformerLoader> byKind)
    {
        _byKind = byKind;
    }

    /// <summary>Gets the kinds of this package: networks, and ML.NET's own <c>MapKeyToValue</c>.</summary>
    public static TransformerLoaders OfNetworks { get; } = new(new Dictionary<string, TransformerLoader>
    {
        [DenseNetworkTransformer.LoaderSignature] = DenseNetworkTransformer.Create,
        [KeyToValueReader.LoaderSignature] = KeyToValueReader.Read,
    });

    /// <summary>Makes the same with one kind more.</summary>
    public TransformerLoaders With(string kind, TransformerLoader loader) =>
        new(new Dictionary<string, TransformerLoader>(_byKind) { [kind] = loader });

    /// <summary>Returns the function for a kind, or null if there is none.</summary>
    public TransformerLoader? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
