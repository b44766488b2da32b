using System.Text;
using System.Text.RegularExpressions;
using Testing;
using TorchSharp;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>docs/trouble.md quotes messages as they are printed, or people do not find them.</summary>
public sealed partial class TroubleTests
{
    // Of .NET, NuGet and the system's loader, which are not here to be asked.
    private static readonly string[] OfOthers =
    [
        "version `GLIBCXX_3.4.32' not found", "Method not found: …TorchSharp…", "OutOfMemoryException",
        "is missing native code. MethodInfo.MakeGenericMethod() is not compatible with AOT compilation.",
        "error NU1101: Unable to find package Mnist.Classifier",
        "error NU1605: Warning As Error: Detected package downgrade",
    ];

    public static TheoryData<string> Quoted { get; } =
    [
        .. Quotation().Matches(new DocumentationPage("docs/trouble.md").Text)
            .Select(quotation => quotation.Groups["message"].Value).Except(OfOthers),
    ];

    // Parts of a sentence that a line ends between are one sentence when it is printed.
    private static readonly Lazy<string> Sources = new(() => Seam().Replace(
        string.Concat(Directory.EnumerateFiles(Repository.SourceFolder, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)), ""));

    // Texts in an assembly are UTF-16.
    private static readonly Lazy<string> TextsOfTorchSharp = new(() =>
    {
        var assembly = File.ReadAllBytes(typeof(torch).Assembly.Location);
        return Encoding.Unicode.GetString(assembly) + Encoding.Unicode.GetString(assembly.AsSpan(1));
    });

    [Theory]
    [MemberData(nameof(Quoted))]
    public void Every_message_that_is_quoted_is_one_that_is_printed(string message)
    {
        var parts = message.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        parts.Should().Contain(part => part.Length > 15, "less of a message is not found by a search")
            .And.OnlyContain(part => IsPrinted(part));
    }

    private static bool IsPrinted(string text) =>
        Sources.Value.Contains(text, StringComparison.Ordinal) || TextsOfTorchSharp.Value.Contains(text, StringComparison.Ordinal);

    // A heading between backticks, or the beginning of an item between stars.
    [GeneratedRegex(
        "^### (?<ticks>`+) ?(?<message>[^\n]+?) ?\\k<ticks>$|^- \\*(?<message>[^*\n]+)\\*:", RegexOptions.Multiline)]
    private static partial Regex Quotation();

    [GeneratedRegex("\"\\)? \\+\\s+(FormattableString\\.Invariant\\()?\\$?\"")]
    private static partial Regex Seam();
}
