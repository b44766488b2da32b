using DenseNetworks.ML;
using Mnist.Classifier;

namespace Microsoft.ML;

/// <summary>Adds safe loading of networks for images from untrusted files to <see cref="MLContext.Model"/>.</summary>
public static class ImageNetworkCatalogExtensions
{
    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> for images, as
    /// <see cref="DenseNetworkModelCatalogExtensions.LoadDenseNetwork(ModelOperationsCatalog, string)"/>
    /// does: the pipeline may have <c>LoadDigitImages</c> and <c>NormalizePixels</c> too. The file may come from anyone.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">The zip file: at most 512 MiB, packed and unpacked: room for 134 million weights.</param>
    /// <returns>The pipeline. It can be used from many threads.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or the disk refuses.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or has other steps. The message names it and says what to do.
    /// </exception>
    public static ITransformer LoadImageNetwork(this ModelOperationsCatalog catalog, string path) =>
        DigitTransformerLoaders.All.LoadNetwork(catalog, path);

    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> for images from anyone, as
    /// <see cref="LoadImageNetwork(ModelOperationsCatalog, string)"/> does.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="stream">
    /// A readable stream of the zip, read from where it stands to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The pipeline. It can be used from many threads.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or of other steps. The message says what to do.
    /// </exception>
    public static ITransformer LoadImageNetwork(this ModelOperationsCatalog catalog, Stream stream) =>
        DigitTransformerLoaders.All.LoadNetwork(catalog, stream);
}
