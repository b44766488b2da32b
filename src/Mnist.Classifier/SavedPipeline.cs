using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.IO.Zip;
using Mnist.Classifier.MLNet;
using Mnist.Classifier.Pictures;
using Mnist.Classifier.Pixels;

namespace Mnist.Classifier;

/// <summary>The pipeline in a zip, from anyone: of transformers that are ours, or are read by us.</summary>
/// <param name="Transformers">The transformers, a chain of chains flattened to one.</param>
/// <param name="InputSchema">The schema of their input, or null if the zip has none.</param>
internal sealed record SavedPipeline(IReadOnlyList<ITransformer> Transformers, DataViewSchema? InputSchema)
{
    // The kinds of transformers that a file may name.
    private static readonly Dictionary<string, Func<IHostEnvironment, ModelLoadContext, ITransformer>> Loaders = new()
    {
        [DigitImageLoadingTransformer.LoaderSignature] = DigitImageLoadingTransformer.Create,
        [PixelNormalizingTransformer.LoaderSignature] = PixelNormalizingTransformer.Create,
        [DenseNetworkTransformer.LoaderSignature] = DenseNetworkTransformer.Create,
        [KeyToValueReader.LoaderSignature] = KeyToValueReader.Read,
    };

    /// <summary>Reads a pipeline and makes something of it.</summary>
    /// <param name="env">The environment of the transformers.</param>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="make">Makes the result. Whatever it complains of is the fault of the bytes.</param>
    /// <param name="complaint">The sentence that an error begins with: which file is not what.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or of something else.</exception>
    public static T Read<T>(IHostEnvironment env, Stream stream, Func<SavedPipeline, T> make, string complaint)
    {
        try
        {
            var zip = ZipContent.ReadBytes(stream, ZipLimits.OfModels);
            return Read(env, zip, make);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{complaint} {e.Message}", e);
        }
    }

    /// <summary>Makes one transformer of them.</summary>
    public ITransformer ToTransformer() => new TransformerChain<ITransformer>([.. Transformers]);

    private static T Read<T>(IHostEnvironment env, ReadOnlyMemory<byte> zip, Func<SavedPipeline, T> make)
    {
        try
        {
            var content = ZipContent.Open(zip, ZipLimits.OfModels);
            var (transformers, schema) = new TransformerChainReader(env, Loaders).Read(content);
            return make(new SavedPipeline(transformers, schema));
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            // All is in memory by now: whatever goes wrong is the fault of the bytes.
            throw new InvalidDataException($"It is damaged: {e.GetBaseException().Message} Copy or save it again.", e);
        }
    }
}
