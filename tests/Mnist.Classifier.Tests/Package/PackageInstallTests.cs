using DenseNetworks.ML.Training.Native;
using Testing;
using Xunit.Abstractions;

namespace Mnist.Classifier.Tests.Package;

/// <summary>New apps add the package and do what docs/installing.md says, by its own commands and code.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageInstallTests(PackedLibrary library, ITestOutputHelper output)
{
    private const string Prediction = @"The first is a [0-9], and was taken for [0-9] \([0-9.]+ %\)\.";

    // What the files of libtorch are called, and of what it is made of.
    private static readonly string[] LibTorch =
        ["LibTorchSharp", "torch.", "torch_", "torchbind", "c10", "gomp", "fbgemm", "asmjit", "uv.", "iomp", "mkl"];

    private static readonly DocumentationPage Page = new("docs/installing.md");

    [Fact]
    public void A_new_app_that_adds_the_package_and_libtorch_trains_saves_loads_and_predicts()
    {
        var folder = library.NewFolder();

        Array.ForEach(Commands(0), command => library.Run(folder, command));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Page.Snippets("csharp")[0]);
        var printed = library.Run(folder, Commands(1).Single());

        printed.Should().HaveCount(2);
        printed[0].Should().EndWith("of the test images are classified rightly.");
        printed[1].Should().MatchRegex(Prediction);
    }

    [Fact]
    public void A_new_app_in_FSharp_does_the_same()
    {
        var folder = library.NewFolder();
        WriteProject(folder, "App.fsproj",
            $"""
            <ItemGroup>
              <Compile Include="Program.fs" />
              <PackageReference Include="Mnist.Classifier" Version="{library.Version}" />
              <PackageReference Include="{TorchPlatform.Current().CpuPackage}" Version="{TorchPlatform.LibTorchVersion}" />
            </ItemGroup>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.fs"), Page.Snippets("fsharp").Single());

        var printed = library.Run(folder, "run", "-c", "Release");

        printed.Should().ContainSingle().Which.Should().MatchRegex(Prediction);
    }

    [Fact]
    public void A_published_app_that_only_predicts_has_no_libtorch_and_needs_none()
    {
        var folder = library.NewFolder();
        var (model, picture) = (Path.Combine(folder, "digits.zip"), Path.Combine(folder, "digit.png"));
        MnistClassifier.LoadPretrained().Save(model);
        PictureFiles.Write(picture, MnistDataset.Generate(1, 1).Test.GetPixels(0).ToArray(), 28, 28);
        WriteProject(
            folder, "App.csproj", Page.Snippets("xml").Single().Replace("0.1.0", library.Version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Page.Snippets("csharp")[^1]);

        library.Run(folder, "publish", "-c", "Release", "-o", "published");
        var published = new DirectoryInfo(Path.Combine(folder, "published")).GetFiles("*", SearchOption.AllDirectories);
        var printed = library.Run(folder, Path.Combine("published", "App.dll"), model, picture);

        printed.Should().Equal($"{MnistClassifier.Load(model).PredictImage(picture)}");
        published.Select(file => file.Name).Should().NotContain(name => IsOfLibTorch(name));
        var size = published.Sum(file => file.Length);
        output.WriteLine($"{size:N0} bytes in {published.Length} files");
        size.Should().BeLessThan(22_000_000, "the page says that it is 20 MB");
    }

    private static bool IsOfLibTorch(string file)
    {
        var name = file.StartsWith("lib", StringComparison.Ordinal) ? file[3..] : file;
        return LibTorch.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the arguments of each dotnet command in a block of the page, for this package and this system.</summary>
    private string[][] Commands(int block) =>
    [
        .. Page.Snippets("")[block]
            .Replace("0.1.0", library.Version, StringComparison.Ordinal)
            .Replace("libtorch-cpu-linux-x64", TorchPlatform.Current().CpuPackage, StringComparison.Ordinal)
            .Split('\n')
            .Select(line => line.Split(' '))
            .Where(words => words[0] == "dotnet")
            .Select(words => words[1..]),
    ];

    private static void WriteProject(string folder, string name, string items) => File.WriteAllText(
        Path.Combine(folder, name),
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
        {items}
        </Project>
        """);
}
