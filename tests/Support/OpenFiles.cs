namespace Testing;

/// <summary>What this process has open, under Linux.</summary>
internal static class OpenFiles
{
    /// <summary>Gets the paths of the files, and what other open things are called.</summary>
    public static string[] Paths() =>
        [.. Directory.GetFiles("/proc/self/fd").Select(handle => new FileInfo(handle).LinkTarget).OfType<string>()];
}
