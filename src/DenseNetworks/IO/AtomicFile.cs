namespace DenseNetworks.IO;

/// <summary>Writes files that are seen either whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes <paramref name="path"/> through a temporary file in the same folder, which takes the final name only when
    /// <paramref name="write"/> has returned and every byte is on the disk. An existing file stays as it was until
    /// then, and for good if anything fails. A symbolic link is replaced, not followed. What writers that were killed
    /// have left behind is removed.
    /// </summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="write">
    /// Writes the content. The stream is readable, writable and seekable; <paramref name="write"/> must leave it open.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file is read-only, or nothing may be written in its folder.
    /// </exception>
    /// <exception cref="IOException"><paramref name="path"/> names a folder, or the disk refused.</exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>
    /// Writes files that belong together: none takes its final name before all are complete. Each path is another one.
    /// </summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteTogether(params (string Path, Action<Stream> Write)[] files)
    {
        var targets = Array.ConvertAll(files, file => Path.GetFullPath(file.Path));
        Array.ForEach(targets, WriteTarget.Check);
        var temporaries = new List<TemporaryFile>(files.Length);
        try
        {
            for (var i = 0; i < files.Length; i++)
            {
                var (target, write) = (targets[i], files[i].Write);
                var temporary = WriteFault.Explain(target, () => TemporaryFile.Create(target));
                temporaries.Add(temporary);
                AbandonedFiles.RemoveBeside(temporary);
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

    /// <summary>Finds out before the work, as far as can be, whether <see cref="Write"/> will find a place.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only.</exception>
    /// <exception cref="IOException"><paramref name="path"/> names a folder.</exception>
    public static void CheckTarget(string path) => WriteTarget.Check(Path.GetFullPath(path));
}
