using DenseNetworks.ML;

namespace Microsoft.ML;

/// <summary>Extends <see cref="MLContext.Model"/> with safe loading of networks from untrusted files.</summary>
public static class DenseNetworkModelCatalogExtensions
{
    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/> that
    /// <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> wrote. Unlike
    /// <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>, it is safe for files from untrusted sources.
    /// </summary>
    /// <remarks>
    /// No code or type that the file names is loaded, nothing is written to disk, and memory is allocated only for bytes that
    /// exist. The input schema in the file is not read. The pipeline may contain networks and these transformers of ML.NET 5.0:
    /// <c>Concatenate</c>, <c>ConvertType</c>, <c>CopyColumns</c>, <c>DropColumns</c>, <c>SelectColumns</c>,
    /// <c>MapKeyToValue</c>, <c>MapKeyToVector</c>, <c>MapValueToKey</c> (of text, booleans, numbers and dates),
    /// <c>OneHotEncoding</c> (without binary encoding), <c>NormalizeMinMax</c> and all other normalizers, and
    /// <c>ReplaceMissingValues</c> (of one dimension).
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">The zip file: at most 512 MiB, also when extracted, which is 134 million weights.</param>
    /// <returns>The pipeline. It is safe for use from multiple threads.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or an I/O error occurred.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or contains other transformers. The message says which, and what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// var mlContext = new MLContext();
    /// ITransformer model = mlContext.Model.LoadDenseNetwork("model.zip");
    /// IDataView predictions = model.Transform(data);
    /// </code>
    /// </example>
    public static ITransformer LoadDenseNetwork(this ModelOperationsCatalog catalog, string path) =>
        TransformerLoaders.OfNetworks.LoadNetwork(catalog, path);

    /// <summary>
    /// Loads a pipeline with a <see cref="DenseNetworkTransformer"/>, as
    /// <see cref="LoadDenseNetwork(ModelOperationsCatalog, string)"/> does.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="stream">
    /// A readable stream of the zip, read from its current position to its end, or until more than 512 MiB are read. It stays
    /// open.
    /// </param>
    /// <returns>The pipeline. It is safe for use from multiple threads.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or contain other transformers. The message says which, and what to do.
    /// </exception>
    public static ITransformer LoadDenseNetwork(this ModelOperationsCatalog catalog, Stream stream) =>
        TransformerLoaders.OfNetworks.LoadNetwork(catalog, stream);
}
