using System.Collections.Immutable;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>Makes a transformer of what one saved.</summary>
/// <param name="Format">The format of its step.</param>
/// <param name="Load">Makes it.</param>
internal sealed record TransformerLoader(StepFormat Format, Func<IHostEnvironment, StepContent, ITransformer> Load);

/// <summary>The kinds of transformers that a file from anyone may name, each with a function of ours that reads it. Immutable.</summary>
internal sealed class TransformerLoaders
{
    private readonly ImmutableDictionary<string, TransformerLoader> _byKind;

    private TransformerLoaders(ImmutableDictionary<string, TransformerLoader> byKind)
    {
        _byKind = byKind;
    }

    /// <summary>Gets the kinds of this package: networks, and ML.NET's own <c>MapKeyToValue</c>.</summary>
    public static TransformerLoaders OfNetworks { get; } =
        new TransformerLoaders(ImmutableDictionary<string, TransformerLoader>.Empty)
            .With(SavedNetwork.Format, DenseNetworkTransformer.Create)
            .With(KeyToValueReader.Format, KeyToValueReader.Read);

    /// <summary>Makes the same with one kind more, or read in another way.</summary>
    public TransformerLoaders With(StepFormat format, Func<IHostEnvironment, StepContent, ITransformer> load) =>
        new(_byKind.SetItem(format.Kind, new TransformerLoader(format, load)));

    /// <summary>Returns what loads a kind, or null if there is nothing.</summary>
    public TransformerLoader? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
