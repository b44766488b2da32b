using DenseNetworks.ML.MLNet;
using Mnist.Classifier.Pictures;
using Mnist.Classifier.Pixels;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>The kinds of transformers that the file of a network for images may name.</summary>
internal static class DigitTransformerLoaders
{
    public static TransformerLoaders All { get; } = TransformerLoaders.OfNetworks
        .With(DigitImageColumns.Format, DigitImageLoadingTransformer.Create)
        .With(PixelColumns.Format, PixelNormalizingTransformer.Create);
}
