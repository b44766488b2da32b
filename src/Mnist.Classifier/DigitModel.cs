using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using Mnist.Classifier.Data;
using Mnist.Classifier.Pictures;
using Mnist.Classifier.Pixels;

namespace Mnist.Classifier;

/// <summary>
/// The pipeline behind a <see cref="MnistClassifier"/>: pixels to features to probabilities. It is known to be one of
/// 28x28 digits.
/// </summary>
internal sealed class DigitModel
{
    public const int PixelCount = 28 * 28;
    public const int ClassCount = 10;

    public const string DigitColumnName = "Digit";

    private readonly DataViewSchema? _inputSchema;

    private DigitModel(ITransformer pipeline, DataViewSchema? inputSchema, DenseNetworkTransformer network)
    {
        Pipeline = pipeline;
        Network = network;
        _inputSchema = inputSchema;
    }

    /// <summary>Gets the whole pipeline.</summary>
    public ITransformer Pipeline { get; }

    /// <summary>Gets the part that scores.</summary>
    public DenseNetworkTransformer Network { get; }

    /// <summary>Makes the pipeline around a network: what comes before it, and what makes digits of its answers.</summary>
    /// <exception cref="InvalidDataException">The network is not one of digits.</exception>
    public static DigitModel Create(MLContext context, DenseNetworkTransformer network)
    {
        // Columns are all that counts: of a blank image, as of any other.
        var images = new LabeledImages(new byte[PixelCount], labels: new byte[1], height: 28, width: 28, ClassCount).ToDataView(context);
        var normalizer = new PixelNormalizingTransformer(context, network.FeatureColumnName, LabeledImagesSchema.PixelsName);
        var scoring = Create(new SavedPipeline([normalizer, network], images.Schema)); // refuses what is no classifier
        var mapper = context.Transforms.Conversion.MapKeyToValue(DigitColumnName, DefaultColumnNames.PredictedLabel)
            .Fit(scoring.Pipeline.Transform(images));
        return Create(new SavedPipeline([normalizer, network, mapper], images.Schema));
    }

    /// <exception cref="InvalidDataException">The pipeline is not one of digits.</exception>
    public static DigitModel Create(SavedPipeline saved) =>
        Create(saved.Transformers, saved.ToTransformer(), saved.InputSchema);

    /// <summary>Makes the same pipeline with another network.</summary>
    public DigitModel With(DenseNetwork network)
    {
        var parts = Flatten(Pipeline).Select(part => part == Network ? Network.With(network) : part);
        return Create(new SavedPipeline([.. parts], _inputSchema));
    }

    /// <summary>Makes a zip of it: always the same bytes for the same model.</summary>
    public MemoryStream ToZip() => TransformerChainWriter.Write(new MLContext(), Pipeline, _inputSchema);

    /// <summary>Adds the predicted label and the score to images.</summary>
    public IDataView Score(IHostEnvironment env, IDataView images)
    {
        // The pipeline's own first step may read a column of another name.
        var normalizer = new PixelNormalizingTransformer(env, Network.FeatureColumnName, LabeledImagesSchema.PixelsName);
        return Network.Transform(normalizer.Transform(images));
    }

    private static DigitModel Create(
        IReadOnlyList<ITransformer> transformers, ITransformer pipeline, DataViewSchema? inputSchema)
    {
        var network = WithoutImageLoading([.. transformers]) switch
        {
            [PixelNormalizingTransformer first, DenseNetworkTransformer second, .. var rest]
                when first.OutputColumnName == second.FeatureColumnName && rest.All(part => part is KeyToValueMappingTransformer)
                => second,
            var parts => throw new InvalidDataException(
                "It is a pipeline of " + string.Join(", ", parts.Select(part => part.GetType().Name)) + "; a classifier of " +
                "digits has NormalizePixels and DenseNetwork, at most LoadDigitImages before them and MapKeyToValue after them. " +
                "Load it by mlContext.Model.LoadDenseNetwork."),
        };

        if (network.Model.InputSize != PixelCount || network.Model.ClassCount != ClassCount)
        {
            throw new InvalidDataException(
                $"Its network takes {network.Model.InputSize} features to {network.Model.ClassCount} classes; one for digits " +
                $"takes {PixelCount} to {ClassCount}. Load it by mlContext.Model.LoadDenseNetwork.");
        }

        var classNames = network.ClassNames ?? [];
        if (!classNames.SequenceEqual(Enumerable.Range(0, ClassCount).Select(digit => $"{digit}")))
        {
            throw new InvalidDataException(
                $"Its classes are {string.Join(", ", classNames)}; those of a classifier of digits are 0 to 9, in this order. " +
                "Load it by mlContext.Model.LoadDenseNetwork.");
        }

        return new DigitModel(pipeline, inputSchema, network);
    }

    private static List<ITransformer> WithoutImageLoading(List<ITransformer> parts) =>
        parts is [DigitImageLoadingTransformer loading, PixelNormalizingTransformer normalizing, ..]
            && loading.Columns.Pixels == normalizing.InputColumnName
            ? parts[1..]
            : parts;

    private static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];
}
