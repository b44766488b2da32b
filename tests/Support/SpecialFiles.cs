using System.Diagnostics;

namespace Testing;

/// <summary>Makes what has a name among files, and is none.</summary>
internal static class SpecialFiles
{
    /// <summary>Makes a pipe that nobody writes to: who opens it waits.</summary>
    public static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        File.Exists(path).Should().BeTrue();
    }
}
