namespace DenseNetworks.IO;

/// <summary>
/// A temporary file next to the file that it will replace. A process that is killed leaves it behind. Until then, an open
/// handle shows other processes that its writer is alive: see <see cref="RemoveAbandoned"/>.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    // A name may have 255 bytes, and a character up to four.
    private const int StemLength = 48;
    private const string Extension = ".tmp";
    private const string IdFormat = "N";

    // Recent files are left alone: a writer may rename its file while it is being checked, and the check would then lock the
    // final file.
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    private readonly FileStream _content;

    // Shares the file with its writer and with readers, but prevents exclusive access. It stays open until after the rename,
    // when the writing handle is closed, so that readers are not locked out on Windows.
    private readonly FileStream _signOfLife;

    private bool _isFinal;

    private TemporaryFile(string target, string path)
    {
        Target = target;
        FullPath = path;
        _content = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            _signOfLife = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch
        {
            Delete();
            throw;
        }
    }

    public string Target { get; }

    /// <summary>
    /// Gets the full path of the temporary file. It is in the same folder, because a rename is atomic only within a file
    /// system.
    /// </summary>
    public string FullPath { get; }

    public static TemporaryFile Create(string target) => new(
        target, Path.Combine(Path.GetDirectoryName(target)!, $"{Stem(target)}{Guid.NewGuid().ToString(IdFormat)}{Extension}"));

    /// <summary>Finds the temporary files of a target, including those of writers that are alive.</summary>
    public static IEnumerable<string> Find(string target)
    {
        var stem = Stem(target);
        return Directory.EnumerateFiles(Path.GetDirectoryName(target)!, $"*{Extension}").Where(path =>
            Path.GetFileNameWithoutExtension(path) is var name
            && name.StartsWith(stem, StringComparison.Ordinal)
            && Guid.TryParseExact(name.AsSpan(stem.Length), IdFormat, out _));
    }

    /// <summary>
    /// Removes the temporary files of writers to the same target that were killed. Does nothing if that is uncertain. A writer
    /// that is alive has its file open, and an open file cannot be locked exclusively: because of its sharing mode on Windows,
    /// and of flock on other systems.
    /// </summary>
    public void RemoveAbandoned()
    {
        try
        {
            // Read from the file system, whose clock may differ from this machine's.
            var latest = File.GetLastWriteTimeUtc(FullPath) - LeastAge;
            var candidates = Find(Target)
                .Where(path => path != FullPath && File.GetLastWriteTimeUtc(path) <= latest).ToList();
            if (candidates.Count > 0 && !TryOpenAlone(FullPath, FileOptions.None)) // if it succeeds, files are not locked here
            {
                candidates.ForEach(path => TryOpenAlone(path, FileOptions.DeleteOnClose));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be writable but not readable. The caller did not ask for a cleanup.
        }
    }

    /// <summary>Writes the content, and flushes it to the disk.</summary>
    public void Write(Action<Stream> write, bool flushToDisk = true)
    {
        WriteFault.ExplainDisk(Target, () =>
        {
            write(_content);
            // Flushed before the rename, so that a power failure does not leave an empty file with the final name.
            _content.Flush(flushToDisk);
            _content.Dispose();
        });
    }

    /// <summary>Copies the permissions of the file to replace, if it exists.</summary>
    public void CopyPermissions()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Target))
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(FullPath, File.GetUnixFileMode(Target));
        }
        catch (IOException) when (new FileInfo(Target).LinkTarget is not null)
        {
            // A broken link has no permissions to copy.
        }
    }

    public void Rename()
    {
        File.Move(FullPath, Target, overwrite: true);
        _isFinal = true;
    }

    /// <summary>Deletes the file, unless it was renamed to the target.</summary>
    public void Dispose()
    {
        _signOfLife.Dispose();
        if (!_isFinal)
        {
            Delete();
        }
    }

    private static string Stem(string target) =>
        $"{string.Concat(Path.GetFileName(target).EnumerateRunes().Take(StemLength))}.";

    private static bool TryOpenAlone(string path, FileOptions options)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Delete()
    {
        try
        {
            try
            {
                _content.Dispose(); // flushes its buffer, which fails on a full disk
            }
            finally
            {
                File.Delete(FullPath);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The caller sees the original error. A later writer deletes what remains.
        }
    }
}
