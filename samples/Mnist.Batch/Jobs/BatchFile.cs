using DenseNetworks.IO;

namespace Mnist.Batch.Jobs;

/// <summary>Writes files that other machines see either complete or not at all.</summary>
internal static class BatchFile
{
    /// <summary>Writes a file, and creates its folder.</summary>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static Task WriteAsync(string path, Func<Stream, Task> write) => Task.Run(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => write(stream).GetAwaiter().GetResult());
    });

    /// <summary>Removes the temporary files of killed writers. A writer that still uses one fails.</summary>
    public static void RemoveUnfinished(string folder)
    {
        // Their names end in 32 hexadecimal digits: others are not this program's.
        foreach (var path in Directory.EnumerateFiles(folder, "*.tmp").Where(path =>
            Path.GetFileNameWithoutExtension(path) is { Length: > 32 } name && Guid.TryParseExact(name.AsSpan()[^32..], "N", out _)))
        {
            File.Delete(path);
        }
    }
}
