using System.Diagnostics;

namespace Mnist.Batch.Tests.Support;

/// <summary>Commands of the system.</summary>
internal static class Shell
{
    /// <summary>Gets a value indicating whether a disk in memory can be mounted.</summary>
    public static bool CanMount { get; } =
        OperatingSystem.IsLinux() && Try("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt");

    /// <summary>Gets a value indicating whether there are network namespaces.</summary>
    public static bool CanMakeNetworks { get; } = OperatingSystem.IsLinux() && Try("unshare", "--net", "ip", "link");

    /// <summary>
    /// Runs one that must succeed. What it prints goes nowhere: a server that it starts would keep a pipe open.
    /// </summary>
    public static void Run(string program, params string[] arguments) =>
        Try(program, arguments).Should().BeTrue($"'{program} {string.Join(' ', arguments)}' should succeed");

    /// <summary>Runs one, and returns whether it succeeded.</summary>
    public static bool Try(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
