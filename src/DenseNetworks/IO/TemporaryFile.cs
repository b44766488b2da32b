namespace DenseNetworks.IO;

/// <summary>
/// A file that is being written beside the one that it will be. A process that is killed leaves it behind; until then, an
/// open handle tells others that its writer lives, see <see cref="RemoveAbandoned"/>.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    // A name may have 255 bytes, and a character of the target's name up to four of them.
    private const int StemLength = 48;
    private const string Extension = ".tmp";
    private const string IdFormat = "N";

    // Writers that are just about to finish are not looked at: the file that is tried is theirs in a moment no longer, but
    // the finished one that people read.
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    private readonly FileStream _content;

    // Shares the file with its writer and with readers, and excludes those who want it for themselves. It is open until
    // after the rename, when the writing handle has long been closed, so that readers are not kept out on Windows.
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

    /// <summary>Gets the full path of the file that it will be.</summary>
    public string Target { get; }

    /// <summary>Gets its own full path. It is in the same folder: a rename is atomic only within one file system.</summary>
    public string FullPath { get; }

    public static TemporaryFile Create(string target) => new(
        target, Path.Combine(Path.GetDirectoryName(target)!, $"{Stem(target)}{Guid.NewGuid().ToString(IdFormat)}{Extension}"));

    /// <summary>Finds the temporary files of a target, those of living writers too.</summary>
    public static IEnumerable<string> Find(string target)
    {
        var stem = Stem(target);
        return Directory.EnumerateFiles(Path.GetDirectoryName(target)!, $"*{Extension}").Where(path =>
            Path.GetFileNameWithoutExtension(path) is var name
            && name.StartsWith(stem, StringComparison.Ordinal)
            && Guid.TryParseExact(name.AsSpan(stem.Length), IdFormat, out _));
    }

    /// <summary>
    /// Removes what earlier writers of the same target left that were killed; does nothing where that is not certain. A living
    /// writer has its file open, and a file that is open cannot be had for oneself alone: by a sharing mode on Windows, by flock
    /// elsewhere.
    /// </summary>
    public void RemoveAbandoned()
    {
        try
        {
            // By the clock that wrote the other times too, which on a network is not ours.
            var latest = File.GetLastWriteTimeUtc(FullPath) - LeastAge;
            var candidates = Find(Target)
                .Where(path => path != FullPath && File.GetLastWriteTimeUtc(path) <= latest).ToList();
            if (candidates.Count > 0 && !TryOpenAlone(FullPath, FileOptions.None)) // else files cannot be locked here
            {
                candidates.ForEach(path => TryOpenAlone(path, FileOptions.DeleteOnClose));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be written to but not listed. To clean up is not what the caller asked for.
        }
    }

    /// <summary>Writes the content, as far as to the disk.</summary>
    public void Write(Action<Stream> write, bool flushToDisk = true)
    {
        WriteFault.ExplainDisk(Target, () =>
        {
            write(_content);
            // Before the rename: a power cut must not leave the final name on an empty file.
            _content.Flush(flushToDisk);
            _content.Dispose();
        });
    }

    /// <summary>Takes the permissions of the file that is replaced, if there is one.</summary>
    public void TakeMode()
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
            // A link that leads nowhere has no permissions to take.
        }
    }

    /// <summary>Takes the target's name, in place of what had it, for good.</summary>
    public void TakeFinalName()
    {
        File.Move(FullPath, Target, overwrite: true);
        _isFinal = true;
    }

    /// <summary>Deletes it, unless it has taken its final name.</summary>
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
                _content.Dispose(); // it writes what is left in its buffer, which a full disk refuses
            }
            finally
            {
                File.Delete(FullPath);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // What went wrong before is what the caller is told. What cannot be deleted, a later writer will clean up.
        }
    }
}
