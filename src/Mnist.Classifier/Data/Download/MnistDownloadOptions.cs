namespace Mnist.Classifier;

/// <summary>Specifies where MNIST is downloaded from and where it is stored. Immutable.</summary>
/// <remarks>
/// For each file, the mirrors are tried in order. After a temporary failure (status 5xx, 408 or 429, a connection that fails or
/// breaks, less than 32 KiB in 20 seconds) a mirror is asked again up to three times, after half a second, one and two seconds.
/// After any other failure (another status, a file with another SHA-256, no answer within 10 seconds) it is not asked for that
/// file again.
/// </remarks>
public sealed class MnistDownloadOptions
{
    /// <summary>
    /// Gets the folder that keeps the files. It is created if it does not exist, and should be used for the cache alone: a file
    /// with the name of an MNIST file and other content is replaced. The default is <see langword="null"/>: the folder in the
    /// environment variable MNIST_CACHE_DIR, or else <c>mnist-classifier</c> in the user's cache folder:
    /// <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> on Linux, <c>~/Library/Caches</c> on macOS, <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>
    /// Gets the folders on the web that have the four files, at least one, in the order in which they are tried. Each is an
    /// absolute http or https address; a query, such as an access token, is kept, and never shown in messages. The default is
    /// two public mirrors, at Amazon and at Google.
    /// </summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } =
    [
        new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>
    /// Gets the client that sends the requests. It is not disposed. Its own <see cref="HttpClient.Timeout"/> applies too; it
    /// must not decompress responses (<see cref="HttpClientHandler.AutomaticDecompression"/>), or no checksum matches. The
    /// default is <see langword="null"/>: a new client for each download, which follows at most five redirects and uses the
    /// system's proxy.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <exception cref="ArgumentException">An option is not valid. The message lists everything that is wrong.</exception>
    internal void Validate()
    {
        var faults = FindFaults().ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(
                "The options of the download are not valid:" +
                string.Concat(faults.Select(fault => $"{Environment.NewLine} - {fault}")), "options");
        }
    }

    private IEnumerable<string> FindFaults()
    {
        if (CacheDirectory is { } directory && string.IsNullOrWhiteSpace(directory))
        {
            yield return "CacheDirectory is empty; leave it null for the default.";
        }

        if (Mirrors is null or [])
        {
            yield return "Mirrors is empty; give at least one address, or leave out the option for the default ones.";
        }

        foreach (var mirror in Mirrors ?? [])
        {
            if (mirror is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                yield return $"Mirrors has '{mirror}'; each must be an absolute address of http or https.";
            }
        }
    }
}
