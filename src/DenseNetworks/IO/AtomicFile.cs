namespace DenseNetworks.IO;

/// <summary>Writes files atomically: they are either complete or not there at all.</summary>
internal static class AtomicFile
{
    // The block size of most file systems, and a size that is written in a moment.
    private const int LeastTried = 4096;
    private const long MostTried = 64 << 20;

    /// <summary>
    /// Writes <paramref name="path"/> through a temporary file in the same folder, which is renamed when
    /// <paramref name="write"/> has returned and every byte is on the disk. Until then, or if anything fails, an existing file
    /// is unchanged. A symbolic link is replaced, not followed. A path to anything else than a file is rejected. Files that
    /// killed writers left behind are removed. The stream is readable, writable and seekable; it must be left open.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder is not writable.</exception>
    /// <exception cref="IOException">
    /// The folder does not exist, the path names a folder, a pipe or a device, or an I/O error occurred.
    /// </exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>Writes files that belong together: none is renamed before all are complete. The paths must differ.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteTogether(params (string Path, Action<Stream> Write)[] files)
    {
        var targets = Array.ConvertAll(files, file => Path.GetFullPath(file.Path));
        Array.ForEach(targets, CheckFullPath);
        var temporaries = new List<TemporaryFile>(files.Length);
        try
        {
            for (var i = 0; i < files.Length; i++)
            {
                var (target, write) = (targets[i], files[i].Write);
                var temporary = WriteFault.Explain(target, () => TemporaryFile.Create(target));
                temporaries.Add(temporary);
                temporary.RemoveAbandoned();
                WriteFault.Explain(target, temporary.CopyPermissions); // first, so that others cannot read it meanwhile
                temporary.Write(write);
            }

            // Renamed in immediate succession, because a process that is killed in between leaves only some of the files new.
            temporaries.ForEach(temporary => WriteFault.Explain(temporary.Target, temporary.Rename));
            Array.ForEach([.. targets.Select(Path.GetDirectoryName).Distinct()], folder => FolderFlush.Flush(folder!));
        }
        finally
        {
            temporaries.ForEach(temporary => temporary.Dispose());
        }
    }

    /// <summary>
    /// Writes and removes a temporary file of about the given size, so that the errors of <see cref="Write"/> occur before the
    /// work instead of after it.
    /// </summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void Try(string path, long size = LeastTried)
    {
        var target = Path.GetFullPath(path);
        CheckFullPath(target);
        using var temporary = WriteFault.Explain(target, () => TemporaryFile.Create(target));
        temporary.RemoveAbandoned();
        temporary.Write(stream => WriteZeros(stream, Math.Clamp(size, LeastTried, MostTried)), flushToDisk: false);
    }

    private static void WriteZeros(Stream stream, long size)
    {
        var zeros = new byte[LeastTried];
        for (; size > 0; size -= zeros.Length)
        {
            stream.Write(zeros);
        }
    }

    private static void CheckFullPath(string target)
    {
        var name = Printable.Path(target);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
        {
            throw new IOException($"Cannot write the file '{name}': a folder has that name. Name a file inside it.");
        }

        var folder = Path.GetDirectoryName(target);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"Cannot write the file '{name}': the folder '{Printable.Path(folder ?? "")}' does not exist. Create it " +
                "first.");
        }

        if (SpecialFile.Describe(target) is { } kind)
        {
            throw new IOException(
                $"Cannot write the file '{name}': it is {kind}, which would be replaced by a file. Choose another name.");
        }

        // On Unix, a rename would replace it anyway, against the intention of whoever protected it.
        var file = new FileInfo(target);
        if (file is { Exists: true, LinkTarget: null, IsReadOnly: true })
        {
            throw new UnauthorizedAccessException(
                $"Cannot write the file '{name}': it exists and is read-only. Allow writing to it, delete it, " +
                "or choose another name.");
        }
    }
}
