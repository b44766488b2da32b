namespace Mnist.Classifier.Data.Download;

/// <summary>
/// The bytes of a file that have come so far, under a temporary name that the next run knows too. Only the holder of
/// the folder's lock may open it.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    public const string Suffix = ".partial";

    private readonly CacheFolder _folder;
    private readonly PublishedFile _file;
    private readonly FileStream _stream;

    /// <exception cref="MnistDownloadException">The folder is not writable.</exception>
    public PartialFile(CacheFolder folder, PublishedFile file)
    {
        _folder = folder;
        _file = file;
        // Without a buffer, so that a full disk is told by the write that meets it and not by the end.
        _stream = folder.Guard(() => new FileStream(
            folder.PathOf(file.Name + Suffix), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None,
            bufferSize: 0, useAsync: true));
    }

    public long Length => _stream.Length;

    /// <exception cref="MnistDownloadException">The disk is full or refuses.</exception>
    public Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _folder.GuardAsync(async () =>
        {
            _stream.Position = _stream.Length;
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Forgets every byte.</summary>
    public void Clear() => _folder.Guard(() => _stream.SetLength(0));

    /// <summary>Tells whether every byte is there and right.</summary>
    public Task<bool> IsWholeAsync(CancellationToken cancellationToken) =>
        _folder.GuardAsync(() => _file.IsInAsync(_stream, cancellationToken));

    /// <summary>Gives the file its final name, in place of what has it now, and closes it.</summary>
    public void Publish() => _folder.Guard(() =>
    {
        // Before the rename: a power cut must not leave the final name on an empty file.
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_stream.Name, _folder.PathOf(_file.Name), overwrite: true);
    });

    /// <summary>Leaves the bytes for the next run, if there are any.</summary>
    public void Dispose()
    {
        var isEmpty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        if (isEmpty)
        {
            File.Delete(_stream.Name);
        }
    }
}
