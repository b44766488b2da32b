using System.Diagnostics;

namespace Mnist.Classifier.Reliability;

/// <summary>A file system of one mebibyte in memory, where this process may mount one: as root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder)
    {
        Folder = folder;
    }

    /// <summary>Gets where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one on an empty folder.</summary>
    /// <returns>The disk, or null if that is not allowed.</returns>
    public static SmallDisk? TryMount(string folder) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) ? new SmallDisk(folder) : null;

    /// <summary>Forbids writing.</summary>
    public bool TryMakeReadOnly() => Run("mount", "-o", "remount,ro", Folder);

    public void Dispose() => Run("umount", Folder);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such command
        }
    }
}
