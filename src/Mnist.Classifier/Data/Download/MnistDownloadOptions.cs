namespace Mnist.Classifier;

/// <summary>Where MNIST is downloaded from and to. Immutable.</summary>
/// <remarks>
/// For each file the mirrors are asked in turn. Those whose fault may pass (status 5xx, 408 and 429, no connection or one
/// that breaks, less than 32 KiB in 20 seconds) are asked again up to three times, half a second, one and two seconds
/// later; any other fault (another status, other bytes than were published, no answer within 10 seconds) is the mirror's
/// last for this file.
/// </remarks>
public sealed class MnistDownloadOptions
{
    /// <summary>
    /// Gets the folder that keeps the files, made when it is missing. Give one that is for the cache alone: a file in
    /// it that has the name of an MNIST file and other content is replaced. The default is <see langword="null"/>: the
    /// folder that the environment variable MNIST_CACHE_DIR names, else <c>mnist-classifier</c> in the user's folder
    /// for caches: <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> on Linux, <c>~/Library/Caches</c> on macOS,
    /// <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>
    /// Gets the folders on the web that have the four files, at least one, in the order in which they are asked. Each
    /// is an absolute address of http or https; a query, such as an access token, is kept, and never shown in messages.
    /// The default is two public mirrors, at Amazon and at Google.
    /// </summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } =
    [
        new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>
    /// Gets the client that sends the requests; it is never disposed here. Its own <see cref="HttpClient.Timeout"/> applies
    /// too; it must not unpack what it gets (<see cref="HttpClientHandler.AutomaticDecompression"/>), or no checksum is right.
    /// The default is <see langword="null"/>: one made for each download, which follows five redirects at most and uses the
    /// system's proxy.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <exception cref="ArgumentException">Something is wrong. The message lists it all, to be mended in one go.</exception>
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

        if (Mirrors is null || Mirrors.Count == 0)
        {
            yield return "Mirrors is empty; give at least one address, or leave out the option for the default ones.";
            yield break;
        }

        foreach (var mirror in Mirrors)
        {
            if (mirror is not { IsAbsoluteUri: true } || mirror.Scheme is not ("http" or "https"))
            {
                yield return $"Mirrors has '{mirror}'; each must be an absolute address of http or https.";
            }
        }
    }
}
