using System.Runtime.InteropServices;

namespace DenseNetworks.IO;

/// <summary>
/// Brings the names in a folder to the disk, so that a file that has just been renamed is there after a power cut too.
/// </summary>
/// <remarks>
/// The runtime opens no folders, so libc is asked. Windows has no such call; there the file system keeps a journal of names.
/// See https://man7.org/linux/man-pages/man2/fsync.2.html.
/// </remarks>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes, as far as the system can: some file systems refuse, and the file is complete in any case.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
