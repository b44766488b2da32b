using DenseNetworks.ML;

namespace Microsoft.ML;

/// <summary>Adds safe loading of networks from untrusted files to <see cref="MLContext.Model"/>.</summary>
public static class DenseNetworkModelCatalogExtensions
{
    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> that
    /// <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> wrote. Unlike
    /// <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>, it takes files from anyone: the pipeline may
    /// have networks and the usual steps of ML.NET 5.0, and nothing else; nothing that the file names is looked up, loaded or run,
    /// nothing is written to disk, and memory is taken only for what is there. The schema that the file has of its input is not read.
    /// </summary>
    /// <remarks>
    /// The steps are <c>Concatenate</c>, <c>ConvertType</c>, <c>CopyColumns</c>, <c>DropColumns</c>, <c>SelectColumns</c>,
    /// <c>MapKeyToValue</c>, <c>MapKeyToVector</c>, <c>MapValueToKey</c> (of text, booleans, numbers and dates), <c>OneHotEncoding</c>
    /// (without binary encoding), <c>NormalizeMinMax</c> and all other normalizers, and <c>ReplaceMissingValues</c> (of one dimension).
    /// </remarks>
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
    public static ITransformer LoadDenseNetwork(this ModelOperationsCatalog catalog, string path) =>
        TransformerLoaders.OfNetworks.LoadNetwork(catalog, path);

    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> from anyone, as
    /// <see cref="LoadDenseNetwork(ModelOperationsCatalog, string)"/> does.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="stream">
    /// A readable stream of the zip, read from where it stands to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The pipeline. It can be used from many threads.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or of other steps. The message says what to do.
    /// </exception>
    public static ITransformer LoadDenseNetwork(this ModelOperationsCatalog catalog, Stream stream) =>
        TransformerLoaders.OfNetworks.LoadNetwork(catalog, stream);
}
