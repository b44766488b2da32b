using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using StbImageSharp;
using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class PackageContentTests(PackageFeed feed)
{
    // See https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md, "Embedded Source".
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Names => [.. PackageFeed.Names];

    // The last ones of DenseNetworks.ML and Mnist.Classifier are pinned by Directory.Packages.props.
    public static TheoryData<string, string[]> Dependencies => new()
    {
        { "DenseNetworks", ["System.Numerics.Tensors"] },
        { "Mnist.Digits", ["DenseNetworks", "StbImageSharp"] },
        {
            "DenseNetworks.ML",
            ["DenseNetworks", "Google.Protobuf", "Microsoft.ML", "TorchSharp", "SharpZipLib", "SkiaSharp", "System.Numerics.Tensors"]
        },
        {
            "Mnist.Classifier",
            [
                "DenseNetworks.ML", "Mnist.Digits", "Microsoft.ML",
                "Google.Protobuf", "SharpZipLib", "SkiaSharp", "StbImageSharp", "System.Numerics.Tensors", "TorchSharp",
            ]
        },
    };

    [Fact]
    public void The_family_is_packed_at_once() => feed.FileNames.Should().BeEquivalentTo(
        PackageFeed.Names.SelectMany(name => new[] { $"{name}.{feed.Version}.nupkg", $"{name}.{feed.Version}.snupkg" }));

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void A_package_needs_these_others_and_no_native_library(string name, string[] needs)
    {
        var dependencies = feed.Package(name).Dependencies;

        dependencies.Keys.Should().BeEquivalentTo(needs);
        dependencies.Should().NotContain(
            dependency => PackageFeed.Names.Contains(dependency.Key) && dependency.Value != $"[{feed.Version}]",
            "they use each other's internal members");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_package_has_the_metadata_that_feeds_show(string name)
    {
        var shown = feed.Package(name).Manifest.Where(element => !element.HasElements && element.Value.Length > 0)
            .ToLookup(element => element.Name.LocalName, element => element.Value);

        shown["id"].Should().Equal(name);
        shown["version"].Should().Equal(feed.Version);
        shown["authors"].Should().ContainSingle();
        shown["icon"].Should().Equal("icon.png");
        shown["readme"].Should().Equal("README.md");
        shown["license"].Should().Equal("MIT");
        shown["releaseNotes"].Single().Should().Contain("CHANGELOG.md");
        shown["description"].Single().Length.Should().BeInRange(50, 4_000);
        shown["tags"].Single().Should().Contain("machine-learning");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_of_a_package_is_its_own_and_has_no_links_into_the_repository(string name)
    {
        var page = feed.Package(name).ReadText("README.md");

        page.Should().StartWith($"# {name}\n").And.Contain(
            $"dotnet add package {name} --version 0.1.0").And.ContainAll(PackageFeed.Names);
        RelativeLink().IsMatch(page).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_icon_is_a_square_of_the_size_that_feeds_ask_for(string name)
    {
        var icon = ImageResult.FromMemory(feed.Package(name).Read("icon.png"));

        (icon.Width, icon.Height, icon.SourceComp).Should().Be((128, 128, ColorComponents.RedGreenBlueAlpha));
        icon.Data[3].Should().Be(0, "the corners are transparent");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_is_a_library_and_nothing_that_runs_when_it_is_installed_or_built_with(string name)
    {
        feed.Package(name).Entries.Should().BeEquivalentTo(
        [
            .. Container(name), "README.md", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md", "bom.cdx.json", "icon.png",
            $"lib/net8.0/{name}.dll", $"lib/net8.0/{name}.xml",
        ]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_symbols_are_in_a_package_of_their_own_with_the_sources_and_without_paths_of_this_machine(string name)
    {
        var symbols = feed.Symbols(name);

        symbols.Entries.Should().BeEquivalentTo([.. Container(name), $"lib/net8.0/{name}.pdb"]);
        var sources = SourcesIn(symbols.Read($"lib/net8.0/{name}.pdb"));
        sources.Should().OnlyContain(source => source.IsEmbedded);
        // A debug build is for this machine.
        var root = Repository.Configuration == "Release" ? "/_/" : Repository.Folder;
        sources.Should().OnlyContain(source => source.Path.StartsWith(root, StringComparison.Ordinal))
            .And.Contain(source => source.Path.StartsWith($"{root}src/{name}/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_types_are_those_that_are_listed(string name)
    {
        var types = PublicTypes(feed.Package(name).Read($"lib/net8.0/{name}.dll"));
        var written = new[] { "PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt" }
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Folder, "src", name, file)))
            .ToHashSet();

        types.Should().NotBeEmpty().And.BeSubsetOf(written);
    }

    // What NuGet itself puts into every package.
    private static string[] Container(string name) =>
        ["[Content_Types].xml", "_rels/.rels", $"{name}.nuspec", "package/services/metadata/core-properties/nuget.psmdcp"];

    private static List<(string Path, bool IsEmbedded)> SourcesIn(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
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

    private static List<string> PublicTypes(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var reader = image.GetMetadataReader();
        return
        [
            .. reader.TypeDefinitions.Select(reader.GetTypeDefinition)
                .Where(type => (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public)
                .Where(type => type.GetGenericParameters().Count == 0)
                .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"),
        ];
    }

    [GeneratedRegex(@"\]\((?!https://)")]
    private static partial Regex RelativeLink();
}
