using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace Mnist.Classifier.MLNet;

/// <summary>
/// Reads transformers from a zip that ML.NET saved, without ML.NET's catalog of components: only kinds that it is told of,
/// each by a function of ours. So nothing that the file names is looked up or loaded, and a program that only predicts
/// does not wait for ML.NET to list all that it has.
/// </summary>
/// <param name="env">The environment of the transformers.</param>
/// <param name="loaders">How to read each kind of transformer, by its loader signature.</param>
internal sealed class TransformerChainReader(
    IHostEnvironment env, IReadOnlyDictionary<string, Func<IHostEnvironment, ModelLoadContext, ITransformer>> loaders)
{
    private const string ChainDirectory = "TransformerChain";
    private const string ModelEntry = "Model.key";
    private const string SchemaEntry = "Schema";

    // A chain inside a chain inside a chain is what ML.NET's Append makes; more than this is not.
    private const int MaxDepth = 16;

    /// <summary>Reads the transformers and the schema of their input.</summary>
    /// <param name="zip">The whole zip, from its beginning.</param>
    /// <returns>
    /// The transformers, a chain of chains flattened to one; and what reads the schema, which takes longer than everything
    /// else, or null if the zip has none.
    /// </returns>
    /// <exception cref="InvalidDataException">There is a transformer of a kind without a loader.</exception>
    /// <exception cref="FormatException">The zip is damaged or not ML.NET's.</exception>
    public (IReadOnlyList<ITransformer> Transformers, Func<DataViewSchema>? ReadSchema) Read(Stream zip)
    {
        using var repository = RepositoryReader.Open(zip, env, useFileSystem: false);
        var transformers = new List<ITransformer>();
        ReadTransformer(repository, ChainDirectory, transformers, depth: 0);
        using var schema = repository.OpenEntryOrNull(SchemaEntry);
        if (schema is null)
        {
            return (transformers, null);
        }

        var bytes = new byte[schema.Stream.Length];
        schema.Stream.ReadExactly(bytes);
        return (transformers, () => ReadSchema(bytes));
    }

    private void ReadTransformer(RepositoryReader repository, string directory, List<ITransformer> transformers, int depth)
    {
        using var entry = repository.OpenEntryOrNull(directory, ModelEntry) ?? throw new InvalidDataException(
            $"It has no '{directory}'. If it was saved together with a data loader, load it by mlContext.Model.Load.");
        using var context = new ModelLoadContext(repository, entry, directory);
        var kind = ModelHeader.GetLoaderSig(ref context.Header);
        if (kind == TransformerChain.LoaderSignature && depth < MaxDepth)
        {
            ReadChain(repository, context, transformers, depth);
        }
        else if (loaders.TryGetValue(kind, out var load))
        {
            transformers.Add(load(env, context));
        }
        else
        {
            throw new InvalidDataException(
                $"It has a step of the kind '{kind}', which a classifier of digits has not. If you know where the file comes " +
                "from, load it by mlContext.Model.Load.");
        }

        context.Done();
    }

    private void ReadChain(RepositoryReader repository, ModelLoadContext context, List<ITransformer> transformers, int depth)
    {
        var count = context.Reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            context.Reader.ReadInt32(); // the scope of an estimator, without meaning for one that is trained
            ReadTransformer(repository, Path.Combine(context.Directory, FormattableString.Invariant($"Transform_{i:000}")), transformers, depth + 1);
        }
    }

    private DataViewSchema ReadSchema(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var loader = new BinaryLoader(env, new BinaryLoader.Arguments(), stream);
            return loader.Schema;
        }
        catch (Exception e) when (e is FormatException or IOException or InvalidOperationException)
        {
            throw new InvalidDataException(
                "The schema in the file that the classifier was loaded from is damaged. Copy or train it again.", e);
        }
    }
}
