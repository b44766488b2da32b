namespace Mnist.Classifier.IO;

/// <summary>Writes files that are seen either whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes <paramref name="path"/> through a temporary file in the same folder, which takes the final name only when
    /// <paramref name="write"/> has returned and every byte is on the disk. An existing file stays as it was until
    /// then, and for good if anything fails. A symbolic link is replaced, not followed.
    /// </summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="write">
    /// Writes the content. The stream is readable, writable and seekable; <paramref name="write"/> must leave it open.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> does not exist.</exception>
    /// <exception cref="IOException"><paramref name="path"/> names a folder, or the disk refused.</exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>
    /// Writes files that belong together: none takes its final name before all are complete. Each path is another one.
    /// </summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteTogether(params (string Path, Action<Stream> Write)[] files)
    {
        var targets = Array.ConvertAll(files, file => Path.GetFullPath(file.Path));
        Array.ForEach(targets, RequireFolder);
        // The same folder, because a rename is atomic only within one file system.
        var temporaries = Array.ConvertAll(targets, target => $"{target}.{Path.GetRandomFileName()}.tmp");
        try
        {
            for (var i = 0; i < files.Length; i++)
            {
                WriteTemporary(temporaries[i], files[i].Write);
                KeepMode(targets[i], temporaries[i]);
            }

            for (var i = 0; i < files.Length; i++)
            {
                File.Move(temporaries[i], targets[i], overwrite: true);
            }
        }
        catch
        {
            Array.ForEach(temporaries, File.Delete);
            throw;
        }
    }

    private static void WriteTemporary(string temporary, Action<Stream> write)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        write(stream);
        // Before the rename: a power cut must not leave the final name on an empty file.
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Finds out before the work, as far as can be, whether <see cref="Write"/> will find a place.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> does not exist.</exception>
    /// <exception cref="IOException"><paramref name="path"/> names a folder.</exception>
    public static void CheckTarget(string path) => RequireFolder(Path.GetFullPath(path));

    private static void RequireFolder(string target)
    {
        if (Directory.Exists(target))
        {
            throw new IOException($"Cannot write the file '{target}': a folder has that name. Name a file inside it.");
        }

        var folder = Path.GetDirectoryName(target);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"Cannot write the file '{target}': the folder '{folder}' does not exist. Create it first.");
        }
    }

    private static void KeepMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}
