using Mnist.Classifier;
using Mnist.Classifier.Data;

namespace Microsoft.ML;

/// <summary>Adds MNIST to the data that <c>mlContext.Data</c> can load.</summary>
public static class MnistDataCatalogExtensions
{
    /// <summary>
    /// Loads one half of the MNIST database from its two IDX files, with a <c>Pixels</c> column
    /// (<c>Vector&lt;Byte, 784&gt;</c>, 0 to 255) and a <c>Label</c> column (key of 10, slot i is digit i).
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="directory">
    /// The folder of the files, as for <see cref="MnistDataset.Load()"/>; <see langword="null"/> for the folder in the
    /// environment variable MNIST_DATA_DIR.
    /// </param>
    /// <param name="test">
    /// <see langword="true"/> for the 10,000 test images, which other people wrote; <see langword="false"/> (the default) for
    /// the 60,000 training images.
    /// </param>
    /// <returns>The images, in memory: later changes of the files have no effect.</returns>
    /// <exception cref="InvalidOperationException">No folder is given and the variable is not set.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; the message lists the accepted names.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or does not have digits of MNIST.</exception>
    /// <example>
    /// <code>
    /// var mlContext = new MLContext(seed: 1);
    /// IDataView train = mlContext.Data.LoadMnist("mnist");
    /// IDataView test = mlContext.Data.LoadMnist("mnist", test: true);
    /// </code>
    /// </example>
    public static IDataView LoadMnist(this DataOperationsCatalog catalog, string? directory = null, bool test = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LabeledImagesDataView(MnistFiles.Load(directory ?? MnistFiles.RequireDefaultDirectory(), test));
    }
}
