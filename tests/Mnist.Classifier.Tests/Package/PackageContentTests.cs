using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StbImageSharp;
using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>What is in the package, and what is not.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class PackageContentTests(PackedLibrary library)
{
    // What NuGet itself puts into every package.
    private static readonly string[] Container =
    [
        "[Content_Types].xml", "_rels/.rels", "Mnist.Classifier.nuspec",
        "package/services/metadata/core-properties/nuget.psmdcp",
    ];

    // See https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md, "Embedded Source".
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void The_package_needs_no_native_library()
    {
        var dependencies = Manifest().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value);

        dependencies.Should().BeEquivalentTo(
            "Google.Protobuf", "Microsoft.ML", "Polly.Core", "StbImageSharp", "System.IO.Hashing", "System.Numerics.Tensors",
            "TorchSharp", "SharpZipLib", "SkiaSharp");
    }

    [Fact]
    public void A_feed_is_told_what_it_shows()
    {
        var shown = Manifest().Where(element => !element.HasElements && element.Value.Length > 0)
            .ToLookup(element => element.Name.LocalName, element => element.Value);

        shown["icon"].Should().Equal("icon.png");
        shown["readme"].Should().Equal("README.md");
        shown["license"].Should().Equal("MIT");
        shown["releaseNotes"].Single().Should().Contain("CHANGELOG.md");
        shown["description"].Single().Length.Should().BeInRange(50, 4_000);
        shown["tags"].Single().Should().Contain("MNIST");
    }

    [Fact]
    public void The_page_of_the_package_has_no_links_into_the_repository()
    {
        var page = Encoding.UTF8.GetString(Read(library.PackageFile, "README.md"));

        page.Should().StartWith("# Mnist.Classifier");
        RelativeLink().IsMatch(page).Should().BeFalse();
    }

    [Fact]
    public void The_icon_is_a_square_of_the_size_that_feeds_ask_for()
    {
        var icon = ImageResult.FromMemory(Read(library.PackageFile, "icon.png"));

        (icon.Width, icon.Height, icon.SourceComp).Should().Be((128, 128, ColorComponents.RedGreenBlueAlpha));
        icon.Data[3].Should().Be(0, "the corners are transparent");
    }

    [Fact]
    public void The_package_is_a_library_and_nothing_that_runs_when_it_is_installed_or_built_with()
    {
        EntriesOf(library.PackageFile).Should().BeEquivalentTo(
        [
            .. Container, "README.md", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md", "icon.png",
            "lib/net8.0/Mnist.Classifier.dll", "lib/net8.0/Mnist.Classifier.xml",
        ]);
    }

    [Fact]
    public void The_symbols_are_in_a_package_of_their_own_with_the_sources_and_without_paths_of_this_machine()
    {
        var symbols = library.SymbolsFile;

        EntriesOf(symbols).Should().BeEquivalentTo([.. Container, "lib/net8.0/Mnist.Classifier.pdb"]);
        var sources = SourcesIn(symbols, "lib/net8.0/Mnist.Classifier.pdb");
        sources.Should().OnlyContain(source => source.IsEmbedded);
        // A debug build is for this machine.
        var root = Repository.Configuration == "Release" ? "/_/" : Repository.Folder;
        sources.Should().OnlyContain(source => source.Path.StartsWith(root, StringComparison.Ordinal))
            .And.Contain(source => source.Path == $"{root}src/Mnist.Classifier/MnistClassifier.cs");
    }

    private IEnumerable<XElement> Manifest() =>
        XDocument.Load(new MemoryStream(Read(library.PackageFile, "Mnist.Classifier.nuspec"))).Descendants();

    private static byte[] Read(string file, string entry)
    {
        using var zip = ZipFile.OpenRead(file);
        using var stream = zip.GetEntry(entry)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<string> EntriesOf(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static List<(string Path, bool IsEmbedded)> SourcesIn(string file, string symbols)
    {
        using var contents = new MemoryStream(Read(file, symbols));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(contents);
        var reader = provider.GetMetadataReader();
        return
        [
            .. reader.Documents.Select(document => (
                reader.GetString(reader.GetDocument(document).Name),
                reader.GetCustomDebugInformation(document)
                    .Select(information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind))
                    .Contains(EmbeddedSource))),
        ];
    }

    [GeneratedRegex(@"\]\((?!https://)")]
    private static partial Regex RelativeLink();
}
