using Mnist.Classifier;
using Mnist.Classifier.Data;

namespace Microsoft.ML;

/// <summary>Adds MNIST to the data that <c>mlContext.Data</c> can load.</summary>
public static class MnistDataCatalogExtensions
{
    /// <summary>
    /// Reads one half of the MNIST database from its two IDX files as data with a <c>Pixels</c> column
    /// (<c>Vector&lt;Byte, 784&gt;</c>, 0 to 255) and a <c>Label</c> column (key of 10, slot i is digit i).
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="directory">
    /// The folder with the files, as for <see cref="MnistDataset.Load()"/>; null for the one that the environment
    /// variable MNIST_DATA_DIR names.
    /// </param>
    /// <param name="test">
    /// <see langword="false"/> (the default) for the 60,000 images to learn from, <see langword="true"/> for the 10,000, by
    /// other writers, to measure with.
    /// </param>
    /// <returns>The images, read whole: later changes of the files do not show.</returns>
    /// <exception cref="InvalidOperationException">No folder is given and the variable is not set.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; the message names every name looked for.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or holds no MNIST digits.</exception>
    public static IDataView LoadMnist(
        this DataOperationsCatalog catalog, string? directory = null, bool test = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LabeledImagesDataView(MnistFiles.Load(directory ?? MnistFiles.RequireDefaultDirectory(), test));
    }
}
