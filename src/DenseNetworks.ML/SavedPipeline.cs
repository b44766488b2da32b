using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet.Schemas;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML;

/// <summary>
/// The pipeline in a zip, from anyone. Its transformers are made without ML.NET's reader and catalog of components: only of kinds
/// that are known here, each by a function of ours. So nothing that the file names is looked up or loaded, and a program that only
/// predicts does not wait for ML.NET to list all that it has.
/// </summary>
/// <param name="Transformers">The transformers, a chain of chains flattened to one.</param>
/// <param name="InputSchema">The schema of their input, or null if the zip has none.</param>
internal sealed record SavedPipeline(IReadOnlyList<ITransformer> Transformers, DataViewSchema? InputSchema)
{
    private const string SchemaEntry = "Schema";

    /// <summary>Reads a pipeline.</summary>
    /// <param name="env">The environment of the transformers.</param>
    /// <param name="loaders">The kinds of transformers that the zip may name.</param>
    /// <param name="zip">The zip.</param>
    /// <param name="steps">The steps in it.</param>
    /// <param name="network">The network among them, if it was read already and is the only one.</param>
    /// <exception cref="InvalidDataException">Something is damaged, or of a kind that is not read here.</exception>
    public static SavedPipeline Read(
        IHostEnvironment env, TransformerLoaders loaders, ZipContent zip, IReadOnlyList<SavedStep> steps, SavedNetwork? network = null)
    {
        var transformers = steps.Select(step => network is not null && step.Kind == SavedNetwork.Kind
            ? new DenseNetworkTransformer(env, network)
            : loaders.Load(env, step)).ToList();
        var schema = zip.UnpackOrNull(SchemaEntry, SchemaReader.MaxSize);
        return new SavedPipeline(transformers, schema is null ? null : SchemaReader.Read(schema));
    }

    /// <summary>Reads a pipeline that has a network in it.</summary>
    /// <param name="env">The environment of the transformers.</param>
    /// <param name="loaders">The kinds of transformers that the file may name.</param>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="name">What the file is called in errors.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or of something else.</exception>
    public static SavedPipeline ReadNetwork(
        IHostEnvironment env, TransformerLoaders loaders, Stream stream, string name) => ModelFile.Read(
        stream,
        zip => RequireNetwork(Read(env, loaders, zip, SavedSteps.Read(zip))),
        $"{name} is not a network that can be loaded.");

    /// <summary>Makes one transformer of them.</summary>
    public ITransformer ToTransformer() => new TransformerChain<ITransformer>([.. Transformers]);

    private static SavedPipeline RequireNetwork(SavedPipeline pipeline) =>
        pipeline.Transformers.OfType<DenseNetworkTransformer>().Any() ? pipeline : throw new InvalidDataException(
            "It has no network in it. If you know where the file comes from, load it by mlContext.Model.Load.");
}
