using System.Globalization;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>The short version of <c>Mnist.Classifier.Reliability -- determinism</c> and of its trainings at once.</summary>
public sealed class DeterminismTests
{
    private static readonly MnistDataset Data = MnistDataset.Generate(trainCount: 1_000, testCount: 200, seed: 1);

    private static readonly TrainingRecipe[] Recipes =
    [
        TrainingRecipe.Tutorial with { Epochs = 2 },
        TrainingRecipe.Fast with { Epochs = 2, BackgroundClass = true, ValidationFraction = 0.2, TemperatureScaling = true },
        TrainingRecipe.Accurate with { Epochs = 2, Dropout = 0.2 },
    ];

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void A_culture_changes_nothing(string culture)
    {
        var here = Train(Recipes[1], seed: 1);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            var there = Train(Recipes[1], seed: 1);

            Onnx(there).Should().Equal(Onnx(here));
            Zip(MnistClassifier.Load(new MemoryStream(Zip(here)))).Should().Equal(Zip(here));
            there.Predict(Data.Test.GetPixels(0)).ToString().Should().Be(
                FormattableString.Invariant($"{here.Predict(Data.Test.GetPixels(0))}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Parallel_trainings_of_several_recipes_give_the_same_networks_as_single_ones()
    {
        var alone = Recipes.Select((recipe, seed) => Onnx(Train(recipe, seed))).ToArray();

        var together = await Task.WhenAll(Recipes.Select((recipe, seed) => Task.Run(() => Onnx(Train(recipe, seed)))));

        for (var i = 0; i < Recipes.Length; i++)
        {
            together[i].Should().Equal(alone[i]);
        }
    }

    [LinuxFact]
    public void Loading_leaves_no_file_open()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.zip");
        MnistClassifier.LoadPretrained().Save(path);

        for (var i = 0; i < 100; i++)
        {
            MnistClassifier.Load(path);
        }

        OpenFiles.Paths().Should().NotContain(path);
    }

    private static MnistClassifier Train(TrainingRecipe recipe, int seed) =>
        MnistClassifier.Train(Data, recipe, new MLContext(seed));

    private static byte[] Onnx(MnistClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.ExportOnnx(stream);
        return stream.ToArray();
    }

    private static byte[] Zip(MnistClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Save(stream);
        return stream.ToArray();
    }
}
