using DenseNetworks;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Data;
using Mnist.Classifier.Transforms;
using Mnist.Digits;
using Mnist.Digits.Normalization;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>The pipeline of a <see cref="MnistClassifier"/>: 28x28 pixels to features to the probabilities of digits.</summary>
internal sealed class DigitPipeline
{
    public const string DigitColumnName = "Digit";

    private readonly IReadOnlyList<ITransformer> _steps;
    private readonly DenseNetworkTransformer _scoring;

    private DigitPipeline(IReadOnlyList<ITransformer> steps)
    {
        _steps = steps;
        _scoring = steps.OfType<DenseNetworkTransformer>().Single();
        Transformer = new TransformerChain<ITransformer>([.. steps]);
        Reader = new DigitReader(_scoring.Network);
    }

    public ITransformer Transformer { get; }

    public DigitReader Reader { get; }

    /// <summary>Creates the pipeline around a network: pixels become its features, and its predicted keys digits.</summary>
    /// <exception cref="InvalidDataException">The network is not one of digits.</exception>
    public static DigitPipeline Create(MLContext context, DenseNetworkTransformer network)
    {
        DigitNetwork.Require(network.Network);
        var normalizer = Normalizer(context, network);
        var mapper = context.Transforms.Conversion.MapKeyToValue(DigitColumnName, DefaultColumnNames.PredictedLabel)
            .Fit(network.Transform(normalizer.Transform(BlankImage(context))));
        return new DigitPipeline([normalizer, network, mapper]);
    }

    /// <summary>Reads the pipeline in a zip.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not one of digits.</exception>
    public static DigitPipeline Read(MLContext context, ZipContent zip)
    {
        var steps = SavedSteps.Read(zip);
        var network = SavedDigitPipeline.ReadNetwork(steps);
        return new DigitPipeline([.. steps.Select(step => step.Kind == SavedNetwork.Kind
            ? new DenseNetworkTransformer(context, network) // the only one, and read already
            : DigitTransformerLoaders.All.Load(context, step))]);
    }

    /// <summary>Converts a pipeline of any origin, by what it saves: with the same checks as one that is loaded.</summary>
    /// <exception cref="InvalidDataException">It is not one of digits.</exception>
    public static DigitPipeline Of(ITransformer transformer)
    {
        var context = new MLContext();
        using var zip = TransformerChainWriter.Write(context, transformer, inputSchema: null);
        zip.Position = 0;
        return ModelFile.Read(zip, content => Read(context, content), "It is not a classifier of digits.");
    }

    public DigitPipeline With(DenseNetwork network) =>
        new([.. _steps.Select(step => step == _scoring ? _scoring.With(network) : step)]);

    /// <summary>Writes the pipeline as a zip: always the same bytes for the same pipeline.</summary>
    public MemoryStream ToZip()
    {
        // The columns of images of digits are known. A pipeline that reads another column is saved without a schema.
        var context = new MLContext();
        var isOfImages = _steps is [PixelNormalizingTransformer { Columns.Input: LabeledImagesDataView.PixelsName }, ..];
        return TransformerChainWriter.Write(context, Transformer, isOfImages ? BlankImage(context).Schema : null);
    }

    /// <summary>
    /// Adds the predicted label and the score to images, whichever column the first step of the pipeline reads.
    /// </summary>
    public IDataView Score(IHostEnvironment env, IDataView images) =>
        _scoring.Transform(Normalizer(env, _scoring).Transform(images));

    private static PixelNormalizingTransformer Normalizer(IHostEnvironment env, DenseNetworkTransformer network) =>
        new(env, new PixelColumns(network.FeatureColumnName, LabeledImagesDataView.PixelsName));

    // Any image has the columns that matter.
    private static IDataView BlankImage(MLContext context) => new LabeledImages(
        new byte[DigitNetwork.PixelCount], labels: new byte[1], SizeNormalization.Side, SizeNormalization.Side,
        DigitNetwork.ClassCount).ToDataView(context);
}
