using DenseNetworks.ML.MLNet;
using Mnist.Classifier.Pictures;
using Mnist.Classifier.Pixels;

namespace Mnist.Classifier;

/// <summary>The kinds of transformers that the file of a network for images may name.</summary>
internal static class DigitTransformerLoaders
{
    public static TransformerLoaders All { get; } = TransformerLoaders.OfNetworks
        .With(DigitImageLoadingTransformer.LoaderSignature, DigitImageLoadingTransformer.Create)
        .With(PixelNormalizingTransformer.LoaderSignature, PixelNormalizingTransformer.Create);
}
