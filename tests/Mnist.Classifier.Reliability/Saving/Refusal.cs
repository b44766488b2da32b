namespace Mnist.Classifier.Reliability;

/// <summary>Judges a save that must fail.</summary>
/// <param name="What">What was wrong.</param>
/// <param name="Target">The file to save to.</param>
/// <param name="Exception">The exception that is promised.</param>
/// <param name="Words">Something of what the message must say.</param>
internal sealed record Refusal(string What, string Target, string Exception, string Words)
{
    private readonly string _folder = Path.GetDirectoryName(Target)!;

    /// <summary>Tries it.</summary>
    /// <param name="report">Takes what was seen.</param>
    /// <param name="attempt">Saves, and puts the outcome into a line.</param>
    public void Check(Report report, Func<string> attempt)
    {
        var before = Content();
        var seen = attempt();
        var isUnchanged = Content().SequenceEqual(before);
        report.Check(
            What, $"{Exception} that names the file and what to do; what was there is kept, nothing is left",
            $"{WithoutFolders(seen)} {(isUnchanged ? "All kept, nothing left." : "The folder has changed.")}",
            isUnchanged && seen.StartsWith($"{Exception}:", StringComparison.Ordinal)
                && seen.Contains($"'{Target}'", StringComparison.Ordinal) && seen.Contains(Words, StringComparison.Ordinal));
    }

    // What is printed goes into the documentation, where the folders of this machine mean nothing.
    private string WithoutFolders(string text) => text
        .Replace(Target, Shorten(Target), StringComparison.Ordinal)
        .Replace(_folder, "…", StringComparison.Ordinal)
        .Replace(Directory.GetCurrentDirectory(), "…", StringComparison.Ordinal);

    private static string Shorten(string path) =>
        Path.GetFileName(path) is { Length: > 40 } name ? $"{name[..10]}…" : Path.GetFileName(path);

    // The names in the folder and what the files contain.
    private List<string> Content() => Directory.Exists(_folder)
        ? [.. Directory.GetFileSystemEntries(_folder).Order(StringComparer.Ordinal).Select(path =>
            File.Exists(path) ? $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}" : path)]
        : [];
}
