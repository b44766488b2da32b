namespace Mnist.Batch.Jobs;

/// <summary>Writes files that are seen whole or not at all.</summary>
internal static class WholeFile
{
    private const string Ending = ".tmp";

    /// <summary>
    /// Writes a file through another one beside it. Of two that write the same file at once, one is later, and the file is
    /// whole all the while. What fails leaves nothing behind; what is killed leaves a file for <see cref="RemoveUnfinished"/>.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.NewGuid():n}{Ending}";
        try
        {
            await using (var stream = File.Create(temporary))
            {
                await write(stream);
                await stream.FlushAsync();
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Removes what killed writers have left in a folder. One that still writes there fails.</summary>
    public static void RemoveUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"*{Ending}"))
        {
            File.Delete(path);
        }
    }
}
