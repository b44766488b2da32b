using System.Text.RegularExpressions;

namespace Testing;

/// <summary>A page of the documentation, for tests that do what it says.</summary>
/// <param name="path">The page, from the repository's folder on.</param>
internal sealed partial class DocumentationPage(string path)
{
    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Folder, path));

    /// <summary>Returns the blocks of code in a language, or those of no language, which are commands.</summary>
    public IReadOnlyList<string> Snippets(string language) =>
    [
        .. Block().Matches(Text)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["code"].Value),
    ];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
