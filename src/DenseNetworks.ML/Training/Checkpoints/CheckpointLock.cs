using DenseNetworks.IO;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Prevents two trainings, in this process or in others, from using the same checkpoint. It is an empty file next to the
/// checkpoint that is open and locked during the training, and deleted afterward.
/// </summary>
internal static class CheckpointLock
{
    private const string Extension = ".lock";

    // The error codes of Linux, macOS and Windows for a locked file.
    private static readonly int[] IsTaken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>
    /// Acquires the lock, if the file system supports locks. Other errors are ignored, because the checkpoint itself reports
    /// them better.
    /// </summary>
    /// <param name="checkpoint">The path of the checkpoint, or null for none.</param>
    /// <returns>An object that releases the lock; or null.</returns>
    /// <exception cref="IOException">Another training holds the lock.</exception>
    public static IDisposable? Take(string? checkpoint)
    {
        var path = checkpoint + Extension;
        if (checkpoint is null || SpecialFile.Describe(path) is not null || new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return null; // the file belongs to someone else
        }

        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsTaken.Contains(e.HResult))
        {
            throw new IOException(
                $"The checkpoint '{Printable.Path(checkpoint)}' is in use by another training. Wait until it ends, or use " +
                "another file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
