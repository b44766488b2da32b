namespace Mnist.Classifier.Data.Download;

/// <summary>Asks the mirrors in turn, the one first that served last.</summary>
internal sealed class MirrorList(MnistDownloadOptions options, HttpClient client, TimeProvider time)
{
    private readonly TransferPipelines _pipelines = new(options, time);
    private readonly List<Uri> _mirrors = [.. options.Mirrors];

    /// <returns>Why each mirror failed, or nothing: the partial file has every byte.</returns>
    public async Task<IReadOnlyList<MirrorFailure>> DownloadAsync(
        PublishedFile file,
        PartialFile partial,
        IProgress<MnistDownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        var failures = new List<MirrorFailure>();
        foreach (var mirror in _mirrors)
        {
            var address = AddressOf(mirror, file);
            var transfer = new Transfer(client, _pipelines, time, address, file, partial, received => progress?.Report(
                new() { FileName = file.Name, BytesReceived = received, TotalBytes = file.Length, Mirror = mirror }));
            if (await transfer.RunAsync(cancellationToken).ConfigureAwait(false) is not { } fault)
            {
                // A dead mirror costs its time once, not once for each file.
                _mirrors.Remove(mirror);
                _mirrors.Insert(0, mirror);
                return [];
            }

            failures.Add(new MirrorFailure(address, transfer.Attempts, fault));
        }

        return failures;
    }

    // Not new Uri(mirror, name): that loses the last segment of a path without a final slash, and the query.
    private static Uri AddressOf(Uri mirror, PublishedFile file)
    {
        var builder = new UriBuilder(mirror);
        builder.Path = $"{builder.Path.TrimEnd('/')}/{file.Name}";
        return builder.Uri;
    }
}
