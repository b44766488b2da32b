using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Tests.Data;
using Testing;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The pages that teach do what they say.</summary>
[Collection(Data.MnistEnvironmentCollection.Name)]
public sealed class TutorialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _workingFolder = Directory.GetCurrentDirectory();
    private readonly MnistDataset _data = MnistDataset.Generate(trainCount: 300, testCount: 60, seed: 2);

    public TutorialTests()
    {
        Directory.SetCurrentDirectory(_folder.Path);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_workingFolder);
        _folder.Dispose();
    }

    [Fact]
    public void A_table_is_loaded_from_its_file_trained_on_and_predicted()
    {
        File.WriteAllLines("flowers.csv", [
            "petal length,petal width,species",
            .. Flower.Garden().Select(flower => FormattableString.Invariant($"{flower.PetalLength},{flower.PetalWidth},{flower.Species}")),
        ]);

        var answer = TabularSnippets.FromFileToPrediction();

        answer.Species.Should().Be("virginica");
        answer.Probabilities.Should().HaveCount(2);
        DenseNetwork.Load("flowers.zip").ClassNames.Should().BeEquivalentTo("setosa", "virginica");
    }

    [Fact]
    public void The_classifier_and_the_pipeline_train_the_same_network()
    {
        var epochs = new List<EpochResult>();
        var progress = new Reporter<EpochResult>(epochs.Add);

        var classifier = TutorialSnippets.Train(_data, TutorialSnippets.DescribeNetwork());
        var metrics = TutorialSnippets.TrainPipeline(_data, progress);

        epochs.Should().HaveCount(10);
        metrics.MicroAccuracy.Should().Be(classifier.Evaluate(_data.Test).MicroAccuracy);
        metrics.LogLoss.Should().Be(classifier.Evaluate(_data.Test).LogLoss);
        TutorialSnippets.DescribeNetwork().Should().BeEquivalentTo(TrainingRecipe.Tutorial);
    }

    [Fact]
    public void Held_out_images_end_the_training()
    {
        var history = TutorialSnippets.HoldBack(_data);

        history.Epochs.Should().HaveCountLessThan(100).And.OnlyContain(epoch => epoch.ValidationAccuracy != null);
        history.Epochs.Should().HaveCount(history.BestEpoch + 3);
    }

    [Fact]
    public void A_classifier_is_evaluated_shown_and_saved()
    {
        var classifier = MnistClassifier.Train(_data, TrainingRecipe.Tutorial with { Epochs = 1 });

        TutorialSnippets.Judge(classifier, _data);
        TutorialSnippets.ShowDigit(classifier, _data);
        TutorialSnippets.SaveAndLoad(classifier).Evaluate(_data.Test).LogLoss.Should().Be(classifier.Evaluate(_data.Test).LogLoss);
    }

    [MnistFact]
    public async Task MNIST_is_found_where_the_variable_says()
    {
        var data = await TutorialSnippets.Load();

        data.Source.Should().Contain(MnistFactAttribute.Directory);
    }

    [Fact]
    public void A_pipeline_is_evaluated_and_has_its_history()
    {
        var ml = new MLContext(seed: 1);
        var points = Point.GenerateLabelled(ml, count: 300);
        var pipeline = ml.Transforms.CopyColumns("Features", "Features").Append(ml.MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = new() { HiddenLayers = [8], Epochs = 3, ValidationFraction = 0.2 } }));
        var model = pipeline.Fit(points);

        MLNetSnippets.Judge(ml, model, points).Count.Should().Be(300);
        MLNetSnippets.ShowHistory(model);
    }
}
