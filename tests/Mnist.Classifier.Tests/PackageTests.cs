using System.IO.Compression;
using System.Xml.Linq;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests;

/// <summary>Packs the library and uses the package as a stranger would: in a new app, from a feed.</summary>
public sealed class PackageTests : IDisposable
{
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

        package.Entries.Select(entry => entry.FullName).Should().Contain(
            ["README.md", "lib/net8.0/Mnist.Classifier.dll", "lib/net8.0/Mnist.Classifier.xml"]);
        using var nuspec = package.GetEntry("Mnist.Classifier.nuspec")!.Open();
        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value);
        dependencies.Should().BeEquivalentTo(
            "Google.Protobuf", "Microsoft.ML", "Polly.Core", "StbImageSharp", "System.IO.Hashing", "System.Numerics.Tensors", "TorchSharp", "SharpZipLib", "SkiaSharp");
    }

    private void Pack() => DotNet.Run(
        Repository.Folder, "pack", "src/Mnist.Classifier", "-c", Repository.Configuration, "--no-build", $"-p:Version={_version}");
}
