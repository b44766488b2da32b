using Microsoft.ML.Data;
using Mnist.Classifier.Transforms;
using Mnist.Digits;
using Mnist.Digits.SavedPipelines;

namespace Microsoft.ML;

/// <summary>Adds the transforms of pictures and pixels to <see cref="MLContext.Transforms"/>.</summary>
public static class DigitTransformsCatalogExtensions
{
    /// <summary>
    /// Creates an estimator that loads pictures of handwritten digits, of any size, in the form of MNIST, as
    /// <see cref="DigitImage.Load(string)"/> does: a column of paths becomes a <c>Vector&lt;Byte, 784&gt;</c> from 0 for
    /// paper to 255 for ink, with slot names such as <c>row 3, column 14</c>.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The name of the column of pixels to make.</param>
    /// <param name="inputColumnName">
    /// The name of the column of paths to read, of type text; <see langword="null"/> for the same as
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageFolder">
    /// The folder where relative paths start; <see langword="null"/> for the current folder. It is saved with the model.
    /// </param>
    /// <param name="isBlankColumnName">
    /// The name of a <see cref="bool"/> column to make that tells which pictures are blank, whose pixels are all 0;
    /// <see langword="null"/> for none.
    /// </param>
    /// <returns>The estimator. It can be used from many threads.</returns>
    /// <remarks>
    /// A picture is read when its row is, and again each time. A row without a path, and a file that is missing, damaged
    /// or of another format, end the reading with an exception that names it: <see cref="InvalidDataException"/> or
    /// <see cref="FileNotFoundException"/>, which ML.NET may wrap.
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty, or both columns to make have the same name.</exception>
    public static IEstimator<ITransformer> LoadDigitImages(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        string? imageFolder = null,
        string? isBlankColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ThrowIfEmpty(inputColumnName, nameof(inputColumnName));
        ThrowIfEmpty(imageFolder, nameof(imageFolder));
        ThrowIfEmpty(isBlankColumnName, nameof(isBlankColumnName));
        if (isBlankColumnName == outputColumnName)
        {
            throw new ArgumentException(
                $"Pixels and blanks cannot both be written to '{outputColumnName}'. Give them different names.",
                nameof(isBlankColumnName));
        }

        return new DigitImageLoadingEstimator(
            CatalogUtils.GetEnvironment(catalog),
            new DigitImageColumns(outputColumnName, inputColumnName ?? outputColumnName, imageFolder, isBlankColumnName));
    }

    /// <summary>
    /// Creates an estimator that reads all digits in pictures, such as forms, as <see cref="DigitReader.ReadAll(string)"/> does with the model in
    /// the package: a column of paths becomes a variable vector of digits in reading order, and columns of their places.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The name of the column of digits to make, a <c>Vector&lt;Int32&gt;</c> of variable length, -1 where no digit is sure. With it come columns
    /// of the same name and an ending: <c>.Rows</c>, the row of each digit from 0, <c>Vector&lt;Int32&gt;</c>; <c>.Bounds</c>, the left, top,
    /// width and height of each in pixels, <c>Vector&lt;Int32, *, 4&gt;</c>; <c>.Confidences</c>, the probability of each, also where it is not
    /// sure, <c>Vector&lt;Single&gt;</c>; and <c>.Text</c>, the rows as text, a row in a line, with <c>?</c> where no digit is sure.
    /// </param>
    /// <param name="inputColumnName">
    /// The name of the column of paths to read, of type text; <see langword="null"/> for the same as <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageFolder">
    /// The folder where relative paths start; <see langword="null"/> for the current folder. It is saved with the model.
    /// </param>
    /// <returns>The estimator. It can be used from many threads.</returns>
    /// <remarks>
    /// A saved pipeline has the names of the columns, not the model: it reads with that of the package it is loaded by. Pictures are read, and
    /// faults end the reading, as <see cref="LoadDigitImages"/> tells.
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static IEstimator<ITransformer> ReadDigits(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string? imageFolder = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ThrowIfEmpty(inputColumnName, nameof(inputColumnName));
        ThrowIfEmpty(imageFolder, nameof(imageFolder));
        return new DigitsReadingEstimator(
            CatalogUtils.GetEnvironment(catalog), new DigitsReadingColumns(outputColumnName, inputColumnName ?? outputColumnName, imageFolder));
    }

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
        ThrowIfEmpty(inputColumnName, nameof(inputColumnName));
        return new PixelNormalizingEstimator(
            CatalogUtils.GetEnvironment(catalog), new PixelColumns(outputColumnName, inputColumnName ?? outputColumnName));
    }

    private static void ThrowIfEmpty(string? name, string parameterName)
    {
        if (name is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, parameterName);
        }
    }
}
