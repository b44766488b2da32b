using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>Creates files that exist only in memory, for the Linux loader, which loads only files.</summary>
[SupportedOSPlatform("linux")]
internal static partial class MemoryFile
{
    private const uint CloseOnExec = 1;

    /// <summary>Creates a file that lives as long as its handle and what was loaded from it. Debuggers show its name.</summary>
    /// <exception cref="IOException">The system refuses, or has too little memory.</exception>
    /// <remarks>See https://man7.org/linux/man-pages/man2/memfd_create.2.html.</remarks>
    public static SafeFileHandle Create(string name, ReadOnlySpan<byte> contents)
    {
        var descriptor = CreateDescriptor(name, CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"memfd_create failed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            RandomAccess.Write(file, contents, fileOffset: 0);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns the path with which this process can open the file while the handle is open.</summary>
    public static string PathOf(SafeFileHandle file) => $"/proc/self/fd/{file.DangerousGetHandle()}";

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CreateDescriptor(string name, uint flags);
}
