using DenseNetworks.ML;
using DenseNetworks.Models;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Transforms;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>The kinds of transformers that an untrusted file of a network for images may name.</summary>
internal static class DigitTransformerLoaders
{
    public static TransformerLoaders All { get; } = TransformerLoaders.OfNetworks
        .With("LoadDigitImages", DigitImageColumns.Format, LoadImageLoading)
        .With("NormalizePixels", PixelColumns.Format, PixelNormalizingTransformer.Create);

    // Windows would log in to the machine that such a folder names.
    private static DigitImageLoadingTransformer LoadImageLoading(IHostEnvironment env, StepContent content) =>
        DigitImageLoadingTransformer.Create(env, content) is { Columns.Folder: not [('/' or '\\'), ('/' or '\\'), ..] } loader
            ? loader
            : throw new InvalidDataException(
                "Its folder of pictures is on another machine. If you trust the file, load it with mlContext.Model.Load.");
}
