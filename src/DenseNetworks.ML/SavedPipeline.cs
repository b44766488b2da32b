using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML;

/// <summary>The pipeline in a zip, from anyone: of transformers that are ours, or are read by us.</summary>
/// <param name="Transformers">The transformers, a chain of chains flattened to one.</param>
/// <param name="InputSchema">The schema of their input, or null if the zip has none.</param>
internal sealed record SavedPipeline(IReadOnlyList<ITransformer> Transformers, DataViewSchema? InputSchema)
{
    /// <summary>Reads a pipeline and makes something of it.</summary>
    /// <param name="env">The environment of the transformers.</param>
    /// <param name="loaders">The kinds of transformers that the file may name.</param>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="make">Makes the result. Whatever it complains of is the fault of the bytes.</param>
    /// <param name="complaint">The sentence that an error begins with: which file is not what.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or of something else.</exception>
    public static T Read<T>(
        IHostEnvironment env, TransformerLoaders loaders, Stream stream, Func<SavedPipeline, T> make, string complaint)
    {
        try
        {
            var zip = ZipContent.ReadBytes(stream, ZipLimits.OfModels);
            return Read(env, loaders, zip, make);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{complaint} {e.Message}", e);
        }
    }

    /// <summary>Reads a pipeline that has a network in it.</summary>
    /// <param name="env">The environment of the transformers.</param>
    /// <param name="loaders">The kinds of transformers that the file may name.</param>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="name">What the file is called in errors.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or of something else.</exception>
    public static SavedPipeline ReadNetwork(
        IHostEnvironment env, TransformerLoaders loaders, Stream stream, string name) =>
        Read(env, loaders, stream, RequireNetwork, $"{name} is not a network that can be loaded.");

    /// <summary>Makes one transformer of them.</summary>
    public ITransformer ToTransformer() => new TransformerChain<ITransformer>([.. Transformers]);

    private static T Read<T>(
        IHostEnvironment env, TransformerLoaders loaders, ReadOnlyMemory<byte> zip, Func<SavedPipeline, T> make)
    {
        try
        {
            var content = ZipContent.Open(zip, ZipLimits.OfModels);
            var (transformers, schema) = new TransformerChainReader(env, loaders).Read(content);
            return make(new SavedPipeline(transformers, schema));
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            // All is in memory by now: whatever goes wrong is the fault of the bytes.
            throw new InvalidDataException($"It is damaged: {e.GetBaseException().Message} Copy or save it again.", e);
        }
    }

    private static SavedPipeline RequireNetwork(SavedPipeline pipeline) =>
        pipeline.Transformers.OfType<DenseNetworkTransformer>().Any() ? pipeline : throw new InvalidDataException(
            "It has no network in it. If you know where the file comes from, load it by mlContext.Model.Load.");
}
