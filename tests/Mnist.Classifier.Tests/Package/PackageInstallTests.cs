using System.Reflection.PortableExecutable;
using DenseNetworks;
using DenseNetworks.ML.Training.LibTorchLoading;
using Microsoft.ML;
using Mnist.Classifier.Tests.Documentation;
using Mnist.Digits;
using Testing;
using Xunit.Abstractions;

namespace Mnist.Classifier.Tests.Package;

/// <summary>New apps add a package and do what its page or docs/installing.md says, by its own commands and code.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageInstallTests(PackageFeed feed, ITestOutputHelper output)
{
    private const string Digit = @"^[0-9] \([0-9.]+ %\)$";
    private const string Prediction = @"The first is a [0-9], and was taken for [0-9] \([0-9.]+ %\)\.";

    private static readonly string CpuPackage =
        TorchPlatform.TryGetCurrent(out var platform) is { } unsupported ? throw unsupported : platform.CpuPackage;

    private static readonly DocumentationPage Installing = new("docs/installing.md");

    [Fact]
    public void DenseNetworks_scores_what_a_pipeline_saved()
    {
        var page = new DocumentationPage("src/DenseNetworks/README.md");
        var folder = NewApp(page.Snippets("")[0]);
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());
        var model = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Flower.Species))
            .Append(ml.Transforms.Concatenate("Features", nameof(Flower.PetalLength), nameof(Flower.PetalWidth)))
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 20))
            .Fit(flowers);
        ml.Model.Save(model, flowers.Schema, Path.Combine(folder, "flowers.zip"));

        var printed = RunProgram(folder, page.Snippets("csharp").Single());

        printed.Should().HaveCount(2);
        printed[0].Should().MatchRegex(@"^setosa: [0-9.]+\s?%$");
        printed[1].Should().MatchRegex(@"^virginica: (9[0-9.]+|100\.0)\s?%$");
    }

    [Fact]
    public void DenseNetworks_ML_trains_in_a_pipeline()
    {
        var page = new DocumentationPage("src/DenseNetworks.ML/README.md");
        var folder = NewApp(page.Snippets("")[0]);
        File.WriteAllLines(
            Path.Combine(folder, "flowers.csv"),
            Flower.Garden()
                .Select(flower => FormattableString.Invariant($"{flower.Species},{flower.PetalLength},{flower.PetalWidth}")));

        var printed = RunProgram(folder, page.Snippets("csharp").Single());

        printed.Should().ContainSingle().Which.Should()
            .MatchRegex(@"^100\.0\s?% of the rows held out are correctly classified\.$");
        DenseNetwork.Load(Path.Combine(folder, "flowers.zip")).ClassNames.Should().BeEquivalentTo("setosa", "virginica");
    }

    [Fact]
    public void Mnist_Digits_reads_a_picture()
    {
        var page = new DocumentationPage("src/Mnist.Digits/README.md");
        var folder = NewApp(page.Snippets("")[0]);
        WritePicture(Path.Combine(folder, "photo.jpg"));

        RunProgram(folder, page.Snippets("csharp").Single()).Should().ContainSingle().Which.Should().MatchRegex(Digit);
    }

    [Fact]
    public void Mnist_Classifier_trains_on_MNIST_saves_loads_and_predicts()
    {
        var page = new DocumentationPage("src/Mnist.Classifier/README.md");
        var folder = NewApp(page.Snippets("")[0]);
        WritePicture(Path.Combine(folder, "photo.jpg"));
        var mnist = Directory.CreateDirectory(Path.Combine(folder, "mnist")).FullName;
        var images = MnistDataset.Generate(500, 100);
        images.Train.SaveIdx(
            Path.Combine(mnist, "train-images-idx3-ubyte.gz"), Path.Combine(mnist, "train-labels-idx1-ubyte.gz"));
        images.Test.SaveIdx(Path.Combine(mnist, "t10k-images-idx3-ubyte.gz"), Path.Combine(mnist, "t10k-labels-idx1-ubyte.gz"));

        var trained = RunProgram(folder, page.Snippets("csharp")[0], mnist);
        var pretrained = RunProgram(folder, page.Snippets("csharp")[1]);

        trained.Should().HaveCount(2);
        trained[0].Should().EndWith("of the test images are correctly classified.");
        trained[1].Should().NotBeEmpty();
        pretrained.Should().ContainSingle().Which.Should().MatchRegex(Digit);
    }

    [Theory]
    [InlineData(false, "Trained by Managed.")]
    [InlineData(true, "Trained by LibTorch.")]
    public void A_new_app_that_adds_the_package_with_or_without_a_libtorch_trains_saves_loads_and_predicts(
        bool hasLibTorch, string backend)
    {
        var folder = feed.NewFolder();

        RunCommands(folder, Installing.Snippets("")[0]);
        if (hasLibTorch)
        {
            RunCommands(folder, Installing.Snippets("").Single(block => block.StartsWith("dotnet add package libtorch", StringComparison.Ordinal)));
        }

        var printed = RunProgram(folder, Installing.Snippets("csharp")[0]);

        printed.Should().HaveCount(3);
        printed[0].Should().EndWith("of the test images are correctly classified.");
        printed[1].Should().MatchRegex(Prediction);
        printed[2].Should().Be(backend);
    }

    [Fact]
    public void A_new_app_in_FSharp_does_the_same()
    {
        var folder = feed.NewFolder();
        File.WriteAllText(
            Path.Combine(folder, "App.fsproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.fs" />
                <PackageReference Include="Mnist.Classifier" Version="{feed.Version}" />
                <PackageReference Include="{CpuPackage}" Version="{TorchPlatform.LibTorchVersion}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.fs"), Installing.Snippets("fsharp").Single());

        var printed = feed.Run(folder, "run", "-c", "Release");

        printed.Should().ContainSingle().Which.Should().MatchRegex(Prediction);
    }

    [Fact]
    public void A_published_app_that_only_reads_digits_is_small_and_managed_code_alone()
    {
        var folder = NewApp(Installing.Snippets("").Single(block => block.Contains("Mnist.Digits", StringComparison.Ordinal)));
        var (model, picture) = (Path.Combine(folder, "digits.zip"), Path.Combine(folder, "digit.png"));
        MnistClassifier.LoadPretrained().Save(model);
        WritePicture(picture);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Installing.Snippets("csharp")[^1]);

        // Without the small program in machine code that starts it, it is the same files for every system.
        feed.Run(folder, "publish", "-c", "Release", "-p:UseAppHost=false", "-o", "published");
        var published = new DirectoryInfo(Path.Combine(folder, "published")).GetFiles("*", SearchOption.AllDirectories);
        var name = Path.GetFileName(folder);
        var printed = feed.Run(folder, Path.Combine("published", $"{name}.dll"), model, picture);

        printed.Should().Equal($"{MnistClassifier.Load(model).PredictImage(picture)}");
        published.Select(file => file.Name).Should().BeEquivalentTo(
            $"{name}.dll", $"{name}.pdb", $"{name}.deps.json", $"{name}.runtimeconfig.json",
            "Mnist.Digits.dll", "DenseNetworks.dll", "StbImageSharp.dll", "System.Numerics.Tensors.dll");
        published.Where(file => file.Extension == ".dll").Should().OnlyContain(file => IsManaged(file));
        var size = published.Sum(file => file.Length);
        output.WriteLine($"{size:N0} bytes in {published.Length} files");
        size.Should().BeLessThan(4 << 20);
    }

    private static void WritePicture(string path) =>
        PictureFiles.Write(path, MnistDataset.Generate(1, 7).Test.GetPixels(6).ToArray(), 28, 28);

    private static bool IsManaged(FileInfo file)
    {
        using var image = new PEReader(file.OpenRead());
        return image.HasMetadata;
    }

    /// <summary>Makes a console app and runs commands of a page in it.</summary>
    private string NewApp(string commands)
    {
        var folder = feed.NewFolder();
        feed.Run(folder, "new", "console");
        RunCommands(folder, commands);
        return folder;
    }

    private string[] RunProgram(string folder, string program, string? mnist = null)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return mnist is null
            ? feed.Run(folder, "run", "-c", "Release")
            : feed.RunWithMnist(folder, mnist, "run", "-c", "Release");
    }

    /// <summary>Runs the dotnet commands in a block of a page, for these packages and this system.</summary>
    private void RunCommands(string folder, string block)
    {
        var commands = block
            .Replace("0.1.0", feed.Version, StringComparison.Ordinal)
            .Replace("libtorch-cpu-linux-x64", CpuPackage, StringComparison.Ordinal)
            .Split('\n')
            .Select(line => line.Split(' '))
            .Where(words => words[0] == "dotnet");
        foreach (var words in commands)
        {
            feed.Run(folder, words[1..]);
        }
    }
}
