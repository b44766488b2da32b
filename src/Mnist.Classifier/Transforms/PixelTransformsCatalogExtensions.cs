using Microsoft.ML.Data;
using Mnist.Classifier.Pixels;
using Mnist.Digits.SavedPipelines;

namespace Microsoft.ML;

/// <summary>Adds the transforms of pixels to <see cref="MLContext.Transforms"/>.</summary>
public static class PixelTransformsCatalogExtensions
{
    /// <summary>
    /// Creates an estimator that divides pixels by 255: a vector of <see cref="byte"/> from 0 to 255, of any size,
    /// becomes a vector of <see cref="float"/> from 0 to 1 of the same size and slot names.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The name of the column to make.</param>
    /// <param name="inputColumnName">
    /// The name of the column to read; <see langword="null"/> for the same as <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator. It can be used from many threads.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static IEstimator<ITransformer> NormalizePixels(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        if (inputColumnName is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        }

        return new PixelNormalizingEstimator(
            CatalogUtils.GetEnvironment(catalog), new PixelColumns(outputColumnName, inputColumnName ?? outputColumnName));
    }
}
