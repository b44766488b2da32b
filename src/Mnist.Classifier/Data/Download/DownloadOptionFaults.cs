namespace Mnist.Classifier.Data.Download;

/// <summary>Finds everything that is wrong with the options of a download, for the user to mend in one go.</summary>
internal static class DownloadOptionFaults
{
    // Polly's limits.
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">Something is wrong. The message lists it all.</exception>
    public static void ThrowIfAny(MnistDownloadOptions options)
    {
        var faults = FindInPlaces(options).Concat(FindInTimes(options)).ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(
                "The options of the download are not valid:" +
                string.Concat(faults.Select(fault => $"{Environment.NewLine} - {fault}")), nameof(options));
        }
    }

    private static IEnumerable<string> FindInPlaces(MnistDownloadOptions options)
    {
        if (options.CacheDirectory is { } directory && string.IsNullOrWhiteSpace(directory))
        {
            yield return "CacheDirectory is empty; leave it null for the default.";
        }

        if (options.Mirrors is null || options.Mirrors.Count == 0)
        {
            yield return "Mirrors is empty; give at least one address, or leave out the option for the default ones.";
            yield break;
        }

        foreach (var mirror in options.Mirrors)
        {
            if (mirror is not { IsAbsoluteUri: true } || mirror.Scheme is not ("http" or "https"))
            {
                yield return $"Mirrors has '{mirror}'; each must be an absolute address of http or https.";
            }
        }
    }

    private static IEnumerable<string> FindInTimes(MnistDownloadOptions options)
    {
        if (options.ResponseTimeout < ShortestTimeout || options.ResponseTimeout > LongestTime)
        {
            yield return $"ResponseTimeout is {options.ResponseTimeout:c}; it must be 10 milliseconds to 24 hours.";
        }

        if (options.StallTimeout < ShortestTimeout || options.StallTimeout > LongestTime)
        {
            yield return $"StallTimeout is {options.StallTimeout:c}; it must be 10 milliseconds to 24 hours.";
        }

        if (options.RetriesPerMirror < 0)
        {
            yield return $"RetriesPerMirror is {options.RetriesPerMirror}; it must be at least 0.";
        }

        if (options.FirstRetryDelay < TimeSpan.Zero || options.FirstRetryDelay > LongestTime)
        {
            yield return $"FirstRetryDelay is {options.FirstRetryDelay:c}; it must be 0 to 24 hours.";
        }
    }
}
