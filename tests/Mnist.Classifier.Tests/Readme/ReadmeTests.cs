using System.Text.RegularExpressions;
using Microsoft.ML;
using Mnist.Classifier.Tests.Data;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.Readme;

/// <summary>They change the working folder and the environment, so no other test may run beside them.</summary>
[Collection(MnistEnvironmentCollection.Name)]
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _workingFolder = Directory.GetCurrentDirectory();
    private readonly string? _dataFolder = Environment.GetEnvironmentVariable(MnistFactAttribute.Variable);

    public ReadmeTests()
    {
        Directory.SetCurrentDirectory(_folder.Path);
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, null);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_workingFolder);
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _dataFolder);
        _folder.Dispose();
    }

    [Fact]
    public void Every_snippet_is_code_that_is_compiled_here()
    {
        var compiled = Lines(File.ReadAllText(Path.Combine(Repository.Folder, "tests", "Mnist.Classifier.Tests", "Readme", "ReadmeSnippets.cs")));
        var snippets = CSharp().Matches(File.ReadAllText(Path.Combine(Repository.Folder, "README.md"))).Select(match => Lines(match.Groups[1].Value)).ToList();

        snippets.Should().HaveCount(6).And.OnlyContain(snippet => compiled.Contains(snippet, StringComparison.Ordinal));
    }

    [Fact]
    public void Digits_are_trained_saved_loaded_and_predicted()
    {
        ReadmeSnippets.TrainDigits();
        var file = new FileInfo(_folder.File("mnist.zip"));
        file.Exists.Should().BeTrue();

        ReadmeSnippets.PredictDigits(MnistDataset.Generate(1, 1).Test.GetPixels(0).ToArray());
    }

    [Fact]
    public void A_recipe_is_followed_with_progress()
    {
        var epochs = new List<EpochResult>();

        var classifier = ReadmeSnippets.TrainByRecipe(MnistDataset.Generate(500, 100), new Reporter<EpochResult>(epochs.Add), CancellationToken.None);

        classifier.Network.Layers[0].OutputSize.Should().Be(256);
        epochs.Should().NotBeEmpty().And.OnlyContain(epoch => epoch.ValidationLoss > 0);
    }

    [Fact]
    public void The_plain_pipeline_is_loaded_by_MLNet_and_by_the_front_door()
    {
        ReadmeSnippets.PlainMLNet(MnistDataset.Generate(500, 100));

        ReadmeSnippets.LoadByMLNet().Should().NotBeNull();
        MnistClassifier.Load("mnist.zip").History!.Epochs.Should().HaveCount(10);
    }

    [Fact]
    public void Flowers_are_told_apart()
    {
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());

        var scored = ReadmeSnippets.OtherThanDigits(ml).Fit(flowers).Transform(flowers);

        ml.MulticlassClassification.Evaluate(scored).MicroAccuracy.Should().Be(1);
    }

    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
