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
    /// <param name="outputColumnName">The name of the column of pixels to create.</param>
    /// <param name="inputColumnName">
    /// The name of the column of paths to read, of type text; <see langword="null"/> for the same as
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageFolder">
    /// The folder where relative paths start; <see langword="null"/> for the current folder. It is saved with the model.
    /// </param>
    /// <param name="isBlankColumnName">
    /// The name of a <see cref="bool"/> column to create that says which pictures are blank, whose pixels are all 0;
    /// <see langword="null"/> for none.
    /// </param>
    /// <returns>The estimator. It is thread-safe.</returns>
    /// <remarks>
    /// A picture is read when its row is read, and again each time. A row without a path, and a file that is missing, damaged
    /// or of another format, cause an exception that names it: <see cref="InvalidDataException"/> or
    /// <see cref="FileNotFoundException"/>, which ML.NET may wrap.
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty, or both columns to create have the same name.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.LoadDigitImages("Pixels", "Path", imageFolder: "photos")
    ///     .Append(mlContext.Transforms.NormalizePixels("Features", "Pixels"))
    ///     .Append(mlContext.MulticlassClassification.Trainers.DenseNetwork());
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> LoadDigitImages(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string? imageFolder = null,
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

        return new ColumnEstimator(new DigitImageLoadingTransformer(
            CatalogUtils.GetEnvironment(catalog),
            new DigitImageColumns(outputColumnName, inputColumnName ?? outputColumnName, imageFolder, isBlankColumnName)));
    }

    /// <summary>
    /// Creates an estimator that reads all digits in pictures, such as forms, with the model in the package, as
    /// <see cref="DigitReader.ReadAll(string)"/> does: a column of paths becomes a variable-length vector of digits in reading
    /// order, and columns of where they are.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The name of the column of digits to create, a <c>Vector&lt;Int32&gt;</c> of variable length, with -1 for uncertain
    /// digits. Four more columns have this name and a suffix: <c>.Rows</c>, the row of each digit from 0,
    /// <c>Vector&lt;Int32&gt;</c>; <c>.Bounds</c>, the left, top, width and height of each digit in pixels,
    /// <c>Vector&lt;Int32, *, 4&gt;</c>; <c>.Confidences</c>, the probability of each digit, also of an uncertain one,
    /// <c>Vector&lt;Single&gt;</c>; and <c>.Text</c>, one line for each row, with <c>?</c> for uncertain digits.
    /// </param>
    /// <param name="inputColumnName">
    /// The name of the column of paths to read, of type text; <see langword="null"/> for the same as
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageFolder">
    /// The folder where relative paths start; <see langword="null"/> for the current folder. It is saved with the model.
    /// </param>
    /// <returns>The estimator. It is thread-safe.</returns>
    /// <remarks>
    /// A saved pipeline has the names of the columns, not the model: it reads with the model of the package that loads it.
    /// Pictures are read when their rows are read, and cause the same exceptions as those of <see cref="LoadDigitImages"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.ReadDigits("Digits", "Path", imageFolder: "forms");
    /// IDataView read = pipeline.Fit(paths).Transform(paths);
    /// string[] texts = read.GetColumn&lt;string&gt;("Digits.Text").ToArray();
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> ReadDigits(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string? imageFolder = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ThrowIfEmpty(inputColumnName, nameof(inputColumnName));
        ThrowIfEmpty(imageFolder, nameof(imageFolder));
        return new ColumnEstimator(new DigitsReadingTransformer(
            CatalogUtils.GetEnvironment(catalog),
            new DigitsReadingColumns(outputColumnName, inputColumnName ?? outputColumnName, imageFolder)));
    }

    /// <summary>
    /// Creates an estimator that divides pixels by 255: a vector of <see cref="byte"/> from 0 to 255, of any size,
    /// becomes a vector of <see cref="float"/> from 0 to 1 of the same size and slot names.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The name of the column to create.</param>
    /// <param name="inputColumnName">
    /// The name of the column to read; <see langword="null"/> for the same as <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator. It is thread-safe.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.NormalizePixels("Features", "Pixels")
    ///     .Append(mlContext.MulticlassClassification.Trainers.DenseNetwork());
    /// ITransformer model = pipeline.Fit(mlContext.Data.LoadMnist("mnist"));
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> NormalizePixels(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ThrowIfEmpty(inputColumnName, nameof(inputColumnName));
        return new ColumnEstimator(new PixelNormalizingTransformer(
            CatalogUtils.GetEnvironment(catalog), new PixelColumns(outputColumnName, inputColumnName ?? outputColumnName)));
    }

    // Null stands for a default.
    private static void ThrowIfEmpty(string? name, string parameterName) =>
        ArgumentException.ThrowIfNullOrEmpty(name ?? "default", parameterName);
}
