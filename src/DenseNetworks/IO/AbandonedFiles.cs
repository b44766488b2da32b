namespace DenseNetworks.IO;

/// <summary>
/// Removes the temporary files of writers that were killed. A living writer has its file open, and a file that is open
/// cannot be had for oneself alone: by a sharing mode on Windows, by flock elsewhere.
/// </summary>
internal static class AbandonedFiles
{
    // Writers that are just about to finish are not looked at: the file that is tried is theirs in a moment no longer, but
    // the finished one that people read.
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    /// <summary>Removes what is left of earlier writers of the same target; does nothing where that is not certain.</summary>
    /// <param name="own">The file that is about to be written.</param>
    public static void RemoveBeside(TemporaryFile own)
    {
        try
        {
            // By the clock that wrote the other times too, which on a network is not ours.
            var latest = File.GetLastWriteTimeUtc(own.FullPath) - LeastAge;
            var candidates = TemporaryFile.Find(own.Target)
                .Where(path => path != own.FullPath && File.GetLastWriteTimeUtc(path) <= latest).ToList();
            if (candidates.Count > 0 && !TryOpenAlone(own.FullPath, FileOptions.None)) // else files cannot be locked here
            {
                candidates.ForEach(path => TryOpenAlone(path, FileOptions.DeleteOnClose));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be written to but not listed. To clean up is not what the caller asked for.
        }
    }

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
}
