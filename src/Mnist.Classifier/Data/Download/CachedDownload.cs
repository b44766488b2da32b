using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Data.Download;

/// <summary>Sees to it that a cache folder has certain files: it keeps what is right and downloads the rest.</summary>
internal sealed class CachedDownload
{
    private const int MostRedirects = 5;

    private readonly IReadOnlyList<PublishedFile> _files;
    private readonly MnistDownloadOptions _options;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public CachedDownload(IReadOnlyList<PublishedFile> files, MnistDownloadOptions options, TimeProvider time)
    {
        DownloadOptionFaults.ThrowIfAny(options);
        _files = files;
        _options = options;
        _time = time;
    }

    /// <returns>The folder. Every file in it has been checked.</returns>
    /// <exception cref="MnistDownloadException">No mirror gave a file, or the folder cannot be used.</exception>
    public async Task<string> RunAsync(IProgress<MnistDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new CacheFolder(_options.CacheDirectory);
        // First without the lock, so that a cache that is complete may be read-only.
        if ((await FindMissingAsync(folder, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return folder.Path;
        }

        folder.Create();
        using var held = await CacheLock.AcquireAsync(folder, _time, cancellationToken).ConfigureAwait(false);
        // Again, because whoever held the lock before may have downloaded them.
        var missing = await FindMissingAsync(folder, cancellationToken).ConfigureAwait(false);
        using var own = _options.HttpClient is null ? CreateClient() : null;
        var mirrors = new MirrorList(_options, own ?? _options.HttpClient!, _time);
        foreach (var file in missing)
        {
            using var partial = new PartialFile(folder, file);
            var failures = await mirrors
                .DownloadAsync(file, partial, progress, cancellationToken).ConfigureAwait(false);
            if (failures.Count > 0)
            {
                throw Failed(file, failures, folder);
            }

            partial.Publish();
        }

        return folder.Path;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    private static HttpClient CreateClient() => new(new SocketsHttpHandler { MaxAutomaticRedirections = MostRedirects })
    {
        // The limits are those of the options.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task<List<PublishedFile>> FindMissingAsync(CacheFolder folder, CancellationToken cancellationToken)
    {
        var missing = new List<PublishedFile>();
        foreach (var file in _files)
        {
            if (!await folder.HasAsync(file, cancellationToken).ConfigureAwait(false))
            {
                missing.Add(file);
            }
        }

        return missing;
    }

    private MnistDownloadException Failed(PublishedFile file, IReadOnlyList<MirrorFailure> failures, CacheFolder folder)
    {
        var causes = failures.Select(failure => failure.Fault.Cause).OfType<Exception>().ToList();
        return new MnistDownloadException(
            (File.Exists(folder.PathOf(file.Name))
                ? $"'{folder.PathOf(file.Name)}' is damaged (its length or SHA-256 is not what was published), and "
                : $"'{file.Name}' ") + "could not be downloaded:" +
            string.Concat(failures.Select(failure => $"{Environment.NewLine} - {failure}")) +
            $"{Environment.NewLine}Try again later; what has come so far is kept. Or get " +
            $"{string.Join(", ", _files.Select(each => each.Name))} in another way, and put them, packed as they are, into " +
            $"'{folder.Path}', or, packed or not, into any folder for {nameof(MnistDataset)}.{nameof(MnistDataset.Load)}.",
            causes.Count > 1 ? new AggregateException(causes) : causes.FirstOrDefault());
    }
}
