namespace DenseNetworks.IO;

/// <summary>Writes files that are seen either whole or not at all.</summary>
internal static class AtomicFile
{
    // A block of most file systems; and as much as is written in a moment.
    private const int LeastTried = 4096;
    private const long MostTried = 64 << 20;

    /// <summary>
    /// Writes <paramref name="path"/> through a temporary file in the same folder, which takes the final name only when
    /// <paramref name="write"/> has returned and every byte is on the disk. An existing file stays as it was until
    /// then, and for good if anything fails. A symbolic link is replaced, not followed; what is no file, and no link to one or to
    /// nothing, is refused. What writers that were killed have left behind is removed. The stream is readable, writable and seekable;
    /// it must be left open.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or nothing may be written in its folder.</exception>
    /// <exception cref="IOException">
    /// The folder does not exist, the path leads to a folder, a pipe or a device, or the disk refused.
    /// </exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>
    /// Writes files that belong together: none takes its final name before all are complete. Each path is another one.
    /// </summary>
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
                WriteFault.Explain(target, temporary.TakeMode); // first: what others may not read is not theirs to read meanwhile
                temporary.Write(write);
            }

            // One at once after the other: files of which only some are new are what a process that is killed now leaves.
            temporaries.ForEach(temporary => WriteFault.Explain(temporary.Target, temporary.TakeFinalName));
            Array.ForEach([.. targets.Select(Path.GetDirectoryName).Distinct()], folder => FolderFlush.Flush(folder!));
        }
        finally
        {
            temporaries.ForEach(temporary => temporary.Dispose());
        }
    }

    /// <summary>
    /// Throws before the work what <see cref="Write"/> would throw after it: a temporary file of a size is written and removed again.
    /// </summary>
    /// <param name="path">The file that is to be written.</param>
    /// <param name="size">About how many bytes it will have.</param>
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
                $"Cannot write the file '{name}': the folder '{Printable.Path(folder ?? "")}' does not exist. Create it first.");
        }

        if (SpecialFile.Describe(target) is { } kind)
        {
            throw new IOException($"Cannot write the file '{name}': it is {kind}, which a file would take the place of. Choose another name.");
        }

        // A rename would replace it all the same on Unix. Who protected it did not mean that.
        var file = new FileInfo(target);
        if (file is { Exists: true, LinkTarget: null, IsReadOnly: true })
        {
            throw new UnauthorizedAccessException(
                $"Cannot write the file '{name}': it is there already and is read-only. Allow writing to it, delete it, " +
                "or choose another name.");
        }
    }
}
