namespace Mnist.Classifier.Data.Download;

/// <summary>Lets one download at a time into a cache folder, of all threads and processes.</summary>
/// <remarks>
/// An open file that shares nothing. The operating system closes it when its process ends, however it ends. It is left
/// there: deleting it would let one process lock the deleted file while another locks its successor.
/// </remarks>
internal static class CacheLock
{
    public const string FileName = "download.lock";

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other download holds the folder.</summary>
    /// <returns>What to dispose when the download has ended.</returns>
    /// <exception cref="MnistDownloadException">The folder is not writable.</exception>
    public static async Task<IDisposable> AcquireAsync(
        CacheFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        FileStream? held;
        while ((held = TryAcquire(folder)) is null)
        {
            await Task.Delay(BetweenAttempts, time, cancellationToken).ConfigureAwait(false);
        }

        return held;
    }

    private static FileStream? TryAcquire(CacheFolder folder) => folder.Guard(() =>
    {
        try
        {
            return new FileStream(
                folder.PathOf(FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    });

    // The runtime has no exception type of its own for a file that somebody else holds: only the system's number tells.
    private static bool IsHeld(IOException exception)
    {
        const int SharingViolation = unchecked((int)0x80070020);
        const int LinuxWouldBlock = 11;
        const int BsdWouldBlock = 35;
        return exception.HResult == (OperatingSystem.IsWindows() ? SharingViolation
            : OperatingSystem.IsLinux() ? LinuxWouldBlock : BsdWouldBlock);
    }
}
