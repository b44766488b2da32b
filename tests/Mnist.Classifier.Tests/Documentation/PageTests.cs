using System.Text.RegularExpressions;
using Testing;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>What is true of all pages of the documentation.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("README.md", 4)]
    [InlineData("docs/augmentation.md", 3)]
    [InlineData("docs/checkpoints.md", 2)]
    [InlineData("docs/data.md", 6)]
    [InlineData("docs/generated-non-digits.md", 3)]
    [InlineData("docs/getting-started.md", 1)]
    [InlineData("docs/installing.md", 1)] // and two programs
    [InlineData("docs/ml-net.md", 8)]
    [InlineData("docs/onnx.md", 5)]
    [InlineData("docs/several-digits.md", 2)]
    [InlineData("docs/tabular.md", 2)]
    [InlineData("docs/training-options.md", 4)]
    [InlineData("docs/tutorial.md", 8)]
    public void Every_snippet_is_code_that_is_compiled_here(string page, int count)
    {
        var folder = Path.Combine(Repository.Folder, "tests", "Mnist.Classifier.Tests", "Documentation");
        var compiled = Lines(string.Concat(Directory.GetFiles(folder, "*Snippets.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        // Whole programs are run where they are tested, in apps of their own.
        var snippets = new DocumentationPage(page).Snippets("csharp")
            .Where(snippet => !ImportsNamespace().IsMatch(snippet)).Select(Lines).ToList();

        snippets.Should().HaveCount(count).And.OnlyContain(snippet => compiled.Contains(snippet, StringComparison.Ordinal));
    }

    // Its other snippets are programs, which PackageInstallTests runs. This one needs a GPU.
    [Fact]
    public void The_snippet_for_a_GPU_is_compiled() => File.ReadAllText(
            Path.Combine(Repository.Folder, "tests", "Mnist.Classifier.Tests", "Documentation", "MLNetSnippets.cs"))
        .Should().ContainAll(Lines(new DocumentationPage("docs/installing.md").Snippets("csharp")[1]).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void No_page_has_a_path_of_the_machine_that_it_was_written_on()
    {
        // Folders of people and of systems for temporary files, and what lies beside this clone: messages quote their paths.
        string[] roots = ["home", "root", "Users", "tmp"];
        string[] places =
        [
            .. roots.Select(name => $"/{name}/"),
            $"C:{'\\'}",
            $"'{Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Repository.Folder))}",
        ];

        var found = from page in Pages()
            from line in File.ReadLines(page)
            where Array.Exists(places, place => line.Contains(place, StringComparison.Ordinal))
            select $"{page}: {line}";

        found.Should().BeEmpty();
    }

    [Fact]
    public void Every_link_within_the_documentation_leads_somewhere()
    {
        var pages = Pages();

        var dangling =
            from page in pages
            from link in Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link))
            select $"{page}: {link}";

        pages.Should().HaveCountGreaterThan(5);
        dangling.Should().BeEmpty();
    }

    [Fact]
    public void Every_test_that_is_named_as_a_proof_is_there()
    {
        var tests = string.Concat(Directory
            .GetFiles(Path.Combine(Repository.Folder, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var named = NamedTest().Matches(new DocumentationPage("docs/proofs.md").Text).Select(match => match.Value.Trim('`', '(')).ToList();

        named.Should().HaveCountGreaterThan(20).And.OnlyContain(name =>
            tests.Contains($"class {name}", StringComparison.Ordinal) || tests.Contains($" {name}(", StringComparison.Ordinal));
    }

    // They go into packages, whose readers have no repository.
    [Theory]
    [InlineData("src/DenseNetworks/README.md")]
    [InlineData("src/DenseNetworks.ML/README.md")]
    [InlineData("src/Mnist.Digits/README.md")]
    [InlineData("src/Mnist.Classifier/README.md")]
    [InlineData("samples/Mnist.Cli/README.md")]
    public void A_page_of_a_package_has_no_links_into_the_repository(string page) =>
        Link().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).Select(match => match.Groups[1].Value)
            .Should().NotContain(link => !link.Contains("://", StringComparison.Ordinal));

    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string[] Pages() =>
    [
        .. Directory.GetFiles(Repository.Folder, "*.md"),
        .. Directory.GetFiles(Path.Combine(Repository.Folder, "docs"), "*.md", SearchOption.AllDirectories),
        .. Directory.GetDirectories(Path.Combine(Repository.Folder, "samples"))
            .Concat(Directory.GetDirectories(Repository.SourceFolder)).SelectMany(folder => Directory.GetFiles(folder, "*.md")),
    ];

    [GeneratedRegex(@"^using [\w.]+;")]
    private static partial Regex ImportsNamespace();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Link();

    // A class, or one of its methods in brackets after it.
    [GeneratedRegex(@"`\w+Tests`|\(`\w+_\w+`")]
    private static partial Regex NamedTest();
}
