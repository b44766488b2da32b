using System.Globalization;
using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Downloads as a program of its own does, beside others.</summary>
internal static class Download
{
    /// <summary>
    /// Asks the mirror for <c>list</c>, whose lines are name, length and SHA-256 of its files; downloads them, and
    /// prints the folder.
    /// </summary>
    public static async Task RunAsync(string cache, Uri mirror)
    {
        using var client = new HttpClient();
        var list = await client.GetStringAsync(new Uri(mirror, "list"));
        var files = list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => new PublishedFile(words[0], long.Parse(words[1], CultureInfo.InvariantCulture), words[2]));
        var options = new MnistDownloadOptions { CacheDirectory = cache, Mirrors = [mirror] };
        var download = new CachedDownload([.. files], options, TimeProvider.System);
        Console.WriteLine(await download.RunAsync(progress: null, CancellationToken.None));
    }
}
