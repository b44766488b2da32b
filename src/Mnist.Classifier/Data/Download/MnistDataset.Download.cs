using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier;

/// <content>MNIST from the web.</content>
public sealed partial class MnistDataset
{
    /// <summary>
    /// Sees to it that the four files of the MNIST database are in the cache folder: 11.6 MB, downloaded on the first
    /// call, and checked on every call by length and SHA-256. A file that is damaged is downloaded again.
    /// </summary>
    /// <param name="options">The folder and the mirrors, or null for the defaults.</param>
    /// <param name="progress">
    /// Hears of every file that is downloaded, from its first byte to its last, one report after the other, on any
    /// thread. Of a file that is in the cache it hears nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the download. Files that are complete stay in the cache.</param>
    /// <returns>The folder, for <see cref="Load(string, MnistLoadOptions?, IProgress{ImageFolderProgress}?, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">The options are not valid. The message lists everything that is wrong.</exception>
    /// <exception cref="MnistDownloadException">
    /// No mirror gave a file: the message says why, and where to put the files by hand. Or the cache folder cannot be
    /// used: the message says why, and how to name another. Offline, it comes within a few seconds.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// Safe to call from many threads and processes at once: each downloads what it finds missing, and a file has its name
    /// only when it is whole. A file is held in memory, 10 MB at most, until its SHA-256 is right.
    /// The mirrors have the files of Y. LeCun, C. Cortes and C. Burges, http://yann.lecun.com/exdb/mnist/, bit for bit.
    /// </remarks>
    public static Task<string> DownloadAsync(
        MnistDownloadOptions? options = null,
        IProgress<MnistDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new CachedDownload(PublishedFile.Mnist, options ?? new(), TimeProvider.System)
            .RunAsync(progress, cancellationToken);

    /// <summary>
    /// Reads MNIST from the folder that the environment variable MNIST_DATA_DIR names, where it is set and
    /// <see cref="MnistDownloadOptions.CacheDirectory"/> is not; else from the cache folder, after downloading what it
    /// lacks.
    /// </summary>
    /// <returns>The database; <see cref="Source"/> tells from which folder.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no folder of the name in MNIST_DATA_DIR.</exception>
    /// <exception cref="FileNotFoundException">The folder in MNIST_DATA_DIR lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file in the folder in MNIST_DATA_DIR is damaged.</exception>
    /// <inheritdoc cref="DownloadAsync"/>
    public static Task<MnistDataset> LoadOrDownloadAsync(
        MnistDownloadOptions? options = null,
        IProgress<MnistDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // Unpacking takes a while: not on the caller's thread.
        return options?.CacheDirectory is null && MnistFiles.FindDefaultDirectory() is { } directory
            ? Task.Run(() => Load(directory), cancellationToken)
            : LoadFromAsync(DownloadAsync(options, progress, cancellationToken));

        async Task<MnistDataset> LoadFromAsync(Task<string> download)
        {
            var cache = await download.ConfigureAwait(false);
            return await Task.Run(() => LoadCache(cache), cancellationToken).ConfigureAwait(false);
        }
    }

    // By name: an unpacked file beside them would be found first, and was not checked.
    private static MnistDataset LoadCache(string folder) => new(
        MnistFiles.Read(
            Path.Combine(folder, PublishedFile.TrainImages.Name), Path.Combine(folder, PublishedFile.TrainLabels.Name)),
        MnistFiles.Read(
            Path.Combine(folder, PublishedFile.TestImages.Name), Path.Combine(folder, PublishedFile.TestLabels.Name)),
        isGenerated: false,
        $"MNIST from the cache folder {folder}");
}
