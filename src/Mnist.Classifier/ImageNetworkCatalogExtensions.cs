using DenseNetworks.ML;
using Mnist.Classifier;

namespace Microsoft.ML;

/// <summary>Adds safe loading of networks for images from untrusted files to <see cref="MLContext.Model"/>.</summary>
public static class ImageNetworkCatalogExtensions
{
    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> for images from an untrusted file, as
    /// <see cref="DenseNetworkModelCatalogExtensions.LoadDenseNetwork(ModelOperationsCatalog, string)"/> does. The pipeline may
    /// also have the steps <c>LoadDigitImages</c> and <c>NormalizePixels</c>.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">The zip file: at most 512 MiB, packed and unpacked, enough for 134 million weights.</param>
    /// <returns>The pipeline. It is thread-safe.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path is that of a folder, or the file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or has other steps. The message names it and says what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// ITransformer model = mlContext.Model.LoadImageNetwork("model.zip");
    /// IDataView predictions = model.Transform(images);
    /// </code>
    /// </example>
    public static ITransformer LoadImageNetwork(this ModelOperationsCatalog catalog, string path) =>
        DigitTransformerLoaders.All.LoadNetwork(catalog, path);

    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> for images from an untrusted stream, as
    /// <see cref="LoadImageNetwork(ModelOperationsCatalog, string)"/> does.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="stream">
    /// A readable stream of the zip, read from its position to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The pipeline. It is thread-safe.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or have other steps. The message says what to do.
    /// </exception>
    public static ITransformer LoadImageNetwork(this ModelOperationsCatalog catalog, Stream stream) =>
        DigitTransformerLoaders.All.LoadNetwork(catalog, stream);
}
