using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet.Schemas;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Reads transformers from a zip that ML.NET saved, without ML.NET's catalog of components: only kinds that it is told of,
/// each by a function of ours. So nothing that the file names is looked up or loaded, and a program that only predicts
/// does not wait for ML.NET to list all that it has.
/// </summary>
/// <param name="env">The environment of the transformers.</param>
/// <param name="loaders">How to read each kind of transformer.</param>
internal sealed class TransformerChainReader(IHostEnvironment env, TransformerLoaders loaders)
{
    private const string ChainDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";

    // A chain inside a chain inside a chain is what ML.NET's Append makes; more than this is not.
    private const int MaxDepth = 16;

    /// <summary>Reads the transformers and the schema of their input.</summary>
    /// <param name="zip">The zip.</param>
    /// <returns>The transformers, a chain of chains flattened to one; and the schema, or null if the zip has none.</returns>
    /// <exception cref="InvalidDataException">
    /// Something is damaged, or there is a transformer of a kind without a loader.
    /// </exception>
    public (IReadOnlyList<ITransformer> Transformers, DataViewSchema? Schema) Read(ZipContent zip)
    {
        var transformers = new List<ITransformer>();
        ReadTransformer(zip, ChainDirectory, transformers, depth: 0);
        var schema = zip.UnpackOrNull(SchemaEntry, SchemaReader.MaxSize);
        return (transformers, schema is null ? null : SchemaReader.Read(schema));
    }

    private void ReadTransformer(ZipContent zip, string directory, List<ITransformer> transformers, int depth)
    {
        var name = $"{directory}/Model.key";
        var bytes = zip.UnpackOrNull(name) ?? throw new InvalidDataException(
            $"It has no '{name}'. If it was saved together with a data loader, and you know where it comes from, load it by " +
            "mlContext.Model.Load.");
        try
        {
            using var context = ModelStep.Open(env, name, bytes);
            var kind = ModelHeader.GetLoaderSig(ref context.Header);
            if (kind == TransformerChain.LoaderSignature && depth < MaxDepth)
            {
                ReadChain(zip, context, directory, transformers, depth);
            }
            else
            {
                transformers.Add(FindLoader(kind)(env, context));
            }

            context.Done();
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            throw ModelStep.Damaged(name, e.GetBaseException().Message, e);
        }
    }

    private void ReadChain(
        ZipContent zip, ModelLoadContext context, string directory, List<ITransformer> transformers, int depth)
    {
        var count = context.Reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            context.Reader.ReadInt32(); // the scope of an estimator, without meaning for one that is trained
            ReadTransformer(zip, FormattableString.Invariant($"{directory}/Transform_{i:000}"), transformers, depth + 1);
        }
    }

    private TransformerLoader FindLoader(string kind) =>
        loaders.Find(kind) ?? throw new InvalidDataException(
            $"It has a step of the kind '{kind}', which is not loaded here, where files of strangers are safe. If you know " +
            "where the file comes from, load it by mlContext.Model.Load.");
}
