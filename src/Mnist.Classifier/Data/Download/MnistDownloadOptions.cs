namespace Mnist.Classifier;

/// <summary>Where MNIST is downloaded from and to, and how patiently. Immutable.</summary>
/// <remarks>
/// For each file the mirrors are asked in turn. What may pass (status 5xx, 408 and 429, a connection that breaks, a
/// stall) is tried again on the same mirror, after a delay that grows; a mirror that cannot be reached is tried once
/// more; what will not pass (any other status, other bytes than were published, no answer within
/// <see cref="ResponseTimeout"/>) is left for the next mirror.
/// </remarks>
public sealed record MnistDownloadOptions
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
    /// Gets the client that sends the requests; it is never disposed here. Its own
    /// <see cref="HttpClient.Timeout"/> applies beside <see cref="ResponseTimeout"/>; it must not unpack what it gets
    /// (<see cref="HttpClientHandler.AutomaticDecompression"/>), or no checksum is right. The default is
    /// <see langword="null"/>: one made for each download, which follows five redirects at most and uses the system's
    /// proxy.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>
    /// Gets how long a mirror may take to be connected to and to answer, up to the headers of its answer: 10
    /// milliseconds to 24 hours. The default is 10 seconds.
    /// </summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets how long the bytes of an answer may stop to come before the connection is given up: 10 milliseconds to 24
    /// hours. However slow, a download that goes on is never given up. The default is 20 seconds.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets how often a file is asked for again from the same mirror, at least 0. The default is 3.
    /// </summary>
    public int RetriesPerMirror { get; init; } = 3;

    /// <summary>
    /// Gets about how long to wait before the first retry: 0 to 24 hours. Each further wait is about twice as long as
    /// the one before, but never longer than 30 seconds or this; chance spreads them. A mirror's own Retry-After goes
    /// before, and one of more than a minute makes it the next mirror's turn. The default is half a second.
    /// </summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);
}
