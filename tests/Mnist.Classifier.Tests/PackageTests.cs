using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests;

/// <summary>Packs the library and uses the package as a stranger would: in a new app, from a feed.</summary>
public sealed class PackageTests : IDisposable
{
    // What NuGet itself puts into every package.
    private static readonly string[] Container =
    [
        "[Content_Types].xml", "_rels/.rels", "Mnist.Classifier.nuspec",
        "package/services/metadata/core-properties/nuget.psmdcp",
    ];

    // See https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md, "Embedded Source".
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    // A version of its own each time, because NuGet never unpacks a version it has unpacked before.
    private readonly string _version = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";
    private readonly TemporaryFolder _folder = new();

    private string PackageFile => Path.Combine(Repository.Folder, "artifacts", "package", $"Mnist.Classifier.{_version}.nupkg");

    public void Dispose()
    {
        _folder.Dispose();
        File.Delete(PackageFile);
        File.Delete(Path.ChangeExtension(PackageFile, ".snupkg"));
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var unpacked = new DirectoryInfo(Path.Combine(packages, "mnist.classifier", _version));
        if (unpacked.Exists)
        {
            unpacked.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_new_app_that_adds_the_package_loads_and_predicts()
    {
        Pack();
        File.Copy(Path.Combine(Repository.Folder, "nuget.config"), _folder.File("nuget.config"));
        File.WriteAllText(_folder.File("nuget.config"), File.ReadAllText(_folder.File("nuget.config"))
            .Replace("artifacts/package", Path.GetDirectoryName(PackageFile)!, StringComparison.Ordinal));
        File.WriteAllText(_folder.File("App.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Mnist.Classifier" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(_folder.File("Program.cs"),
            """
            using Mnist.Classifier;

            var classifier = MnistClassifier.Load("mnist.zip");
            Console.WriteLine(classifier.Predict(File.ReadAllBytes("image")).Digit);
            """);
        var trained = new TrainedDigits();
        trained.Classifier.Save(_folder.File("mnist.zip"));
        File.WriteAllBytes(_folder.File("image"), trained.Data.Test.GetPixels(0).ToArray());

        var output = DotNet.Run(_folder.Path, "run");

        output.Should().Equal($"{trained.Classifier.Predict(trained.Data.Test.GetPixels(0)).Digit}");
    }

    [Fact]
    public void The_package_has_what_a_feed_shows_and_needs_no_native_library()
    {
        Pack();
        using var package = ZipFile.OpenRead(PackageFile);

        using var nuspec = package.GetEntry("Mnist.Classifier.nuspec")!.Open();
        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value);
        dependencies.Should().BeEquivalentTo(
            "Google.Protobuf", "Microsoft.ML", "Polly.Core", "StbImageSharp", "System.IO.Hashing", "System.Numerics.Tensors", "TorchSharp", "SharpZipLib", "SkiaSharp");
    }

    [Fact]
    public void The_package_is_a_library_and_nothing_that_runs_when_it_is_installed_or_built_with()
    {
        Pack();

        EntriesOf(PackageFile).Should().BeEquivalentTo(
        [
            .. Container, "README.md", "THIRD-PARTY-NOTICES.md",
            "lib/net8.0/Mnist.Classifier.dll", "lib/net8.0/Mnist.Classifier.xml",
        ]);
    }

    [Fact]
    public void The_symbols_are_in_a_package_of_their_own_with_the_sources_and_without_paths_of_this_machine()
    {
        Pack();
        var symbols = Path.ChangeExtension(PackageFile, ".snupkg");

        EntriesOf(symbols).Should().BeEquivalentTo([.. Container, "lib/net8.0/Mnist.Classifier.pdb"]);
        var sources = SourcesIn(symbols, "lib/net8.0/Mnist.Classifier.pdb");
        sources.Should().OnlyContain(source => source.IsEmbedded);
        // A debug build is for this machine.
        var root = Repository.Configuration == "Release" ? "/_/" : Repository.Folder;
        sources.Should().OnlyContain(source => source.Path.StartsWith(root, StringComparison.Ordinal))
            .And.Contain(source => source.Path == $"{root}src/Mnist.Classifier/MnistClassifier.cs");
    }

    private static IEnumerable<string> EntriesOf(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static List<(string Path, bool IsEmbedded)> SourcesIn(string file, string symbols)
    {
        using var zip = ZipFile.OpenRead(file);
        using var contents = new MemoryStream();
        using (var entry = zip.GetEntry(symbols)!.Open())
        {
            entry.CopyTo(contents);
        }

        contents.Position = 0;
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

    private void Pack() => DotNet.Run(
        Repository.Folder, "pack", "src/Mnist.Classifier", "-c", Repository.Configuration, "--no-build", $"-p:Version={_version}");
}
