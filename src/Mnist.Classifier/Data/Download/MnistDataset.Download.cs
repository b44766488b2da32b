using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier;

/// <content>MNIST from the web.</content>
public sealed partial class MnistDataset
{
    /// <summary>
    /// Ensures that the four files of the MNIST database are in the cache folder: 11.6 MB, downloaded on the first call, and
    /// checked on every call by length and SHA-256. A damaged file is downloaded again.
    /// </summary>
    /// <param name="options">The folder and the mirrors, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">
    /// Receives reports about every file that is downloaded, from its first byte to its last, one at a time, on any thread.
    /// There are none about files in the cache.
    /// </param>
    /// <param name="cancellationToken">Cancels the download. Complete files stay in the cache.</param>
    /// <returns>
    /// The folder, for <see cref="Load(string, MnistLoadOptions?, IProgress{ImageFolderProgress}?, CancellationToken)"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The options are not valid. The message lists everything that is wrong.</exception>
    /// <exception cref="MnistDownloadException">
    /// No mirror provided a file: the message says why, and where to put the files by hand. Or the cache folder cannot be
    /// used: the message says why, and how to name another. Without a network it is thrown within a few seconds.
    /// </exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    /// <remarks>
    /// Safe to call from several threads and processes at the same time: each downloads the files that it finds missing, and a
    /// file has its name only when it is complete. A file is kept in memory, 10 MB at most, until its SHA-256 is verified.
    /// The mirrors have the files of Y. LeCun, C. Cortes and C. Burges, http://yann.lecun.com/exdb/mnist/, bit for bit.
    /// </remarks>
    public static Task<string> DownloadAsync(
        MnistDownloadOptions? options = null, IProgress<MnistDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new CachedDownload(PublishedFile.Mnist, options ?? new(), TimeProvider.System).RunAsync(progress, cancellationToken);

    /// <summary>
    /// Loads MNIST from the folder in the environment variable MNIST_DATA_DIR, if that is set and
    /// <see cref="MnistDownloadOptions.CacheDirectory"/> is not; otherwise from the cache folder, after downloading the files
    /// that are missing there.
    /// </summary>
    /// <returns>The database; <see cref="Source"/> says from which folder.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder in MNIST_DATA_DIR does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing in the folder in MNIST_DATA_DIR.</exception>
    /// <exception cref="InvalidDataException">A file in the folder in MNIST_DATA_DIR is damaged.</exception>
    /// <example>
    /// <code>
    /// var data = await MnistDataset.LoadOrDownloadAsync();
    /// Console.WriteLine(data.Source);
    /// </code>
    /// </example>
    /// <inheritdoc cref="DownloadAsync"/>
    public static Task<MnistDataset> LoadOrDownloadAsync(
        MnistDownloadOptions? options = null, IProgress<MnistDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // Decompression takes a while, so it is not done on the caller's thread.
        return options?.CacheDirectory is null && MnistFiles.FindDefaultDirectory() is { } directory
            ? Task.Run(() => Load(directory), cancellationToken)
            : LoadFromAsync(DownloadAsync(options, progress, cancellationToken));

        async Task<MnistDataset> LoadFromAsync(Task<string> download)
        {
            var cache = await download.ConfigureAwait(false);
            return await Task.Run(() => LoadCache(cache), cancellationToken).ConfigureAwait(false);
        }
    }

    private static MnistDataset LoadCache(string folder)
    {
        return new(
            Read(PublishedFile.TrainImages, PublishedFile.TrainLabels),
            Read(PublishedFile.TestImages, PublishedFile.TestLabels),
            $"MNIST from the cache folder {folder}");

        // By the exact names: an uncompressed file beside them would be found first, and was not checked.
        LabeledImages Read(PublishedFile images, PublishedFile labels) => LabeledImages.FromIdx(
            Path.Combine(folder, images.Name), Path.Combine(folder, labels.Name), ImageSetLayout.Mnist);
    }
}
