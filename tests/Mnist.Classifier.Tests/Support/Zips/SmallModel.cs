using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Transforms;
using Mnist.Digits.SavedPipelines;
using Testing;

namespace Mnist.Classifier.Tests.Support.Zips;

/// <summary>A classifier of digits that knows nothing, in a small zip that ML.NET saved.</summary>
internal static class SmallModel
{
    public const string Chain = "TransformerChain/Model.key";
    public const string Normalizing = "TransformerChain/Transform_000/Model.key";
    public const string Network = "TransformerChain/Transform_001/Model.key";
    public const string Mapping = "TransformerChain/Transform_002/Model.key";
    public const string Schema = "Schema";

    private static readonly Lazy<byte[]> Saved = new(() => Save(Networks.Random(1, 784, 3, 10)));

    /// <summary>Gets the zip.</summary>
    public static byte[] Zip => [.. Saved.Value];

    /// <summary>Gets what is in the zip.</summary>
    public static List<ZipPart> Parts => ZipBytes.Read(Saved.Value);

    /// <summary>Returns the zip with one of its files changed.</summary>
    public static byte[] With(string name, Func<ZipPart, ZipPart> change) =>
        ZipBytes.Write(Parts.Select(part => part.Name == name ? change(part) : part));

    /// <summary>Returns the zip with the content of one of its files changed, and all else right.</summary>
    public static byte[] WithContent(string name, Func<byte[], byte[]> change) =>
        With(name, part => part with { Content = change([.. part.Content]) });

    /// <summary>Saves a network as a classifier of digits.</summary>
    public static byte[] Save(DenseNetwork network, TrainingHistory? history = null)
    {
        var ml = new MLContext(seed: 1);
        var images = MnistDataset.Generate(trainCount: 10, testCount: 1, seed: 1).Train.ToDataView(ml);
        var labels = ClassLabels.FromLabelColumn(images.Schema["Label"]);
        var normalizing = new PixelNormalizingTransformer(ml, new PixelColumns("Features", "Pixels"));
        var scoring = new DenseNetworkTransformer(ml, network, history, "Features", labels);
        var scored = scoring.Transform(normalizing.Transform(images));
        var mapping = ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel").Fit(scored);
        using var chain = new TransformerChain<ITransformer>(normalizing, scoring, mapping);
        using var zip = new MemoryStream();
        ml.Model.Save(chain, images.Schema, zip);
        return zip.ToArray();
    }
}
