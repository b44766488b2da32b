using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>A training of digits that is interrupted, as the one who started it sees it.</summary>
public sealed class CheckpointedTrainingTests : IDisposable
{
    private static readonly MnistDataset Data = MnistDataset.Generate(trainCount: 1_000, testCount: 100, seed: 1);

    // Everything that there is to a training of digits.
    private static readonly TrainingRecipe Recipe = TrainingRecipe.Accurate with
    {
        Epochs = 3, BackgroundClass = true,
        Augmentation = new() { Rotation = 10, Shift = 1, CustomChange = (pixels, _, seed) => pixels[^1] = seed % 2 },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_continues_and_ends_with_the_same_classifier()
    {
        var path = _folder.File("training.zip");
        Interrupt(path);

        var continued = MnistClassifier.Train(Data, Recipe, new MLContext(seed: 1), checkpointPath: path);

        var whole = MnistClassifier.Train(Data, Recipe, new MLContext(seed: 1));
        continued.Network.Temperature.Should().Be(whole.Network.Temperature);
        continued.Network.RejectionThreshold.Should().Be(whole.Network.RejectionThreshold);
        continued.Network.Layers[2].Weights.ToArray().Should().Equal(whole.Network.Layers[2].Weights.ToArray());
    }

    [Fact]
    public void The_best_classifier_so_far_can_be_saved_and_used()
    {
        var checkpoint = Interrupt(path: null).Checkpoint!;

        var classifier = MnistClassifier.FromCheckpoint(checkpoint);
        classifier.Save(_folder.File("digits.zip"));

        var loaded = MnistClassifier.Load(_folder.File("digits.zip"));
        loaded.History!.Epochs.Should().HaveCount(2);
        var pixels = Data.Test.GetPixels(0).ToArray();
        loaded.Predict(pixels).Probabilities.Should().Equal(classifier.Predict(pixels).Probabilities);
        loaded.Evaluate(Data.Test).MicroAccuracy.Should().BeGreaterThan(0.5);
    }

    [Fact]
    public void A_checkpoint_of_something_other_than_digits_is_rejected()
    {
        var ml = new MLContext(seed: 1);
        var path = _folder.File("points.zip");
        ml.MulticlassClassification.Trainers.DenseNetwork(
            new() { Recipe = TrainingRecipe.Tutorial with { Epochs = 1 }, CheckpointPath = path })
            .Fit(Point.GenerateLabelled(ml));

        var make = () => MnistClassifier.FromCheckpoint(TrainingCheckpoint.Load(path));

        make.Should().Throw<ArgumentException>().WithMessage(
            "The checkpoint is not of a training on digits. Its network has 2 features and 3 classes*");
    }

    private static TrainingCanceledException Interrupt(string? path)
    {
        using var source = new CancellationTokenSource();
        var train = () => MnistClassifier.Train(
            Data, Recipe, new MLContext(seed: 1), new Reporter<EpochResult>(CancelAtSecond), checkpointPath: path,
            cancellationToken: source.Token);
        return train.Should().Throw<TrainingCanceledException>().Which;

        void CancelAtSecond(EpochResult result)
        {
            if (result.Epoch == 2)
            {
                source.Cancel();
            }
        }
    }
}
