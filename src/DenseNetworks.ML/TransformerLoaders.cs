using System.Collections.Immutable;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet.TransformerReaders;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML;

/// <summary>
/// Lists the kinds of transformers that an untrusted file may contain, each with a function of this library that reads it,
/// without the reader and the component catalog of ML.NET. So no type that the file names is looked up or loaded, and a program
/// that only predicts does not wait until ML.NET has listed all its components. Immutable.
/// </summary>
internal sealed class TransformerLoaders
{
    private const string Complaint = "is not a network that can be loaded.";

    private readonly ImmutableDictionary<string, Loader> _byKind;

    private TransformerLoaders(ImmutableDictionary<string, Loader> byKind)
    {
        _byKind = byKind;
    }

    /// <summary>Gets the loaders of networks and of the transformers of ML.NET that are common in pipelines.</summary>
    public static TransformerLoaders OfNetworks { get; } =
        new TransformerLoaders(ImmutableDictionary<string, Loader>.Empty)
            .With("DenseNetwork", SavedNetwork.Format, DenseNetworkTransformer.Create)
            .With("Concatenate", ColumnTransformerReader.ConcatenateFormat, ColumnTransformerReader.ReadConcatenate)
            .With("ConvertType", ColumnTransformerReader.ConvertFormat, ColumnTransformerReader.ReadConvert)
            .With("CopyColumns", ColumnTransformerReader.CopyFormat, ColumnTransformerReader.ReadCopy)
            .With("DropColumns, SelectColumns", ColumnTransformerReader.SelectFormat, ColumnTransformerReader.ReadSelect)
            .With("MapKeyToValue", ColumnTransformerReader.KeyToValueFormat, ColumnTransformerReader.ReadKeyToValue)
            .With(
                "MapKeyToVector, OneHotEncoding", ColumnTransformerReader.KeyToVectorFormat,
                ColumnTransformerReader.ReadKeyToVector)
            .With("MapValueToKey", ValueToKeyReader.Format, ValueToKeyReader.Read)
            .With("Normalize…", NormalizerReader.Format, NormalizerReader.Read)
            .With("Normalize…", RowNormReader.Format, RowNormReader.Read)
            .With("ReplaceMissingValues", MissingValueReader.Format, MissingValueReader.Read);

    private string Names =>
        string.Join(", ", _byKind.Values.Select(loader => loader.Name).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Returns a copy with one more kind.</summary>
    public TransformerLoaders With(string name, StepFormat format, Func<IHostEnvironment, StepContent, ITransformer> load) =>
        new(_byKind.SetItem(format.Kind, new Loader(name, format, load)));

    /// <summary>Creates a transformer from a step.</summary>
    /// <exception cref="InvalidDataException">The step is damaged, or of an unknown kind.</exception>
    public ITransformer Load(IHostEnvironment env, SavedStep step) => _byKind.TryGetValue(step.Kind, out var loader)
        ? step.ReadContent(loader.Format, content => loader.Load(env, content))
        : throw new InvalidDataException(
            $"It has a step of the kind '{step.Kind}'. Only these can be loaded safely from untrusted files: {Names}. " +
            "DenseNetwork.Load loads the network alone. If you trust the file, load all of it with mlContext.Model.Load.");

    /// <returns>The transformers; nested chains are flattened into one.</returns>
    public TransformerChain<ITransformer> LoadNetwork(ModelOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ModelFile.Load(path, zip => ReadNetwork(catalog, zip), Complaint);
    }

    /// <summary>Loads a pipeline that contains a network from a stream, which stays open.</summary>
    /// <returns>The transformers; nested chains are flattened into one.</returns>
    public TransformerChain<ITransformer> LoadNetwork(ModelOperationsCatalog catalog, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ModelFile.Load(stream, zip => ReadNetwork(catalog, zip), Complaint);
    }

    private TransformerChain<ITransformer> ReadNetwork(ModelOperationsCatalog catalog, ZipContent zip)
    {
        var env = CatalogUtils.GetEnvironment(catalog);
        var transformers = SavedSteps.Read(zip).Select(step => Load(env, step)).ToArray();
        return transformers.OfType<DenseNetworkTransformer>().Any()
            ? new TransformerChain<ITransformer>(transformers)
            : throw new InvalidDataException(
                "It contains no network. If you trust the file, load it with mlContext.Model.Load.");
    }

    private sealed record Loader(string Name, StepFormat Format, Func<IHostEnvironment, StepContent, ITransformer> Load);
}
