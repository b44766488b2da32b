using System.Diagnostics.CodeAnalysis;

namespace Mnist.Classifier.Data.Download;

/// <summary>Ensures that a cache folder has certain files: it keeps undamaged ones and downloads the others.</summary>
internal sealed class CachedDownload
{
    private const int MaxRounds = 4;
    private const int MaxRedirects = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    private readonly IReadOnlyList<PublishedFile> _files;
    private readonly MnistDownloadOptions _options;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public CachedDownload(IReadOnlyList<PublishedFile> files, MnistDownloadOptions options, TimeProvider time)
    {
        options.Validate();
        (_files, _options, _time) = (files, options, time);
    }

    /// <returns>The folder. Every file in it has been checked.</returns>
    /// <exception cref="MnistDownloadException">No mirror provided a file, or the folder cannot be used.</exception>
    public async Task<string> RunAsync(IProgress<MnistDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new CacheFolder(_options.CacheDirectory);
        // Not on the caller's thread: all bytes are read.
        var missing = await Task.Run(() => _files.Where(file => !folder.Has(file)).ToList(), cancellationToken)
            .ConfigureAwait(false);
        if (missing.Count == 0)
        {
            return folder.Path; // a complete cache may be read-only
        }

        folder.Create(missing);
        using var own = _options.HttpClient is null ? CreateClient() : null;
        var mirrors = _options.Mirrors.ToList();
        foreach (var file in missing)
        {
            var transfers = mirrors.ConvertAll(
                mirror => new Transfer(own ?? _options.HttpClient!, _time, mirror, file, progress));
            var done = await RunAsync(transfers, cancellationToken).ConfigureAwait(false)
                ?? throw Failed(file, transfers, folder);
            folder.Save(file, done.Content!);
            // The next file is asked for there first: a dead mirror takes its time once, not once for each file.
            mirrors.Remove(done.Mirror);
            mirrors.Insert(0, done.Mirror);
        }

        return folder.Path;
    }

    /// <summary>Tries each mirror in turn, and after a while those again whose failure may be temporary.</summary>
    /// <returns>The first transfer that succeeded, or null if none did.</returns>
    private async Task<Transfer?> RunAsync(List<Transfer> transfers, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds && transfers.Exists(transfer => transfer.CanTry); round++)
        {
            if (round > 0)
            {
                await Task.Delay(FirstDelay * (1 << (round - 1)), _time, cancellationToken).ConfigureAwait(false);
            }

            foreach (var transfer in transfers.Where(transfer => transfer.CanTry))
            {
                if (await transfer.TryAsync(cancellationToken).ConfigureAwait(false))
                {
                    return transfer;
                }
            }
        }

        return null;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    private static HttpClient CreateClient() => new(new SocketsHttpHandler { MaxAutomaticRedirections = MaxRedirects })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each transfer has limits of its own
    };

    private MnistDownloadException Failed(PublishedFile file, List<Transfer> transfers, CacheFolder folder)
    {
        var causes = transfers.Select(transfer => transfer.Failure?.InnerException).OfType<Exception>().ToList();
        return new MnistDownloadException(
            (File.Exists(folder.PathOf(file.Name))
                ? $"'{folder.PathOf(file.Name)}' is damaged (its length or SHA-256 is not what was published), and "
                : $"'{file.Name}' ") + "could not be downloaded:" +
            string.Concat(transfers.Select(transfer => $"{Environment.NewLine} - {transfer}")) +
            $"{Environment.NewLine}Try again later. Or get {string.Join(", ", _files.Select(each => each.Name))} in another " +
            $"way, and put them, packed as they are, into '{folder.Path}', or, packed or not, into any folder for " +
            $"{nameof(MnistDataset)}.{nameof(MnistDataset.Load)}.",
            causes.Count > 1 ? new AggregateException(causes) : causes.FirstOrDefault());
    }
}
