using System.Runtime.InteropServices;

namespace Mnist.Classifier.Reliability;

/// <summary>
/// Gives the system back what libc keeps for later: it has an arena for each thread, and libtorch's memory comes from there.
/// What is left is in use.
/// </summary>
/// <remarks>See https://man7.org/linux/man-pages/man3/malloc_trim.3.html.</remarks>
internal static partial class FreeMemory
{
    public static void Return()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // only glibc has it
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint pad);
}
