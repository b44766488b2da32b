using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed class RealMnistTests
{
    [MnistFact]
    public void Two_epochs_on_the_real_digits_get_most_of_the_test_images_right()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);

        var classifier = MnistClassifier.Train(data, TrainingRecipe.Tutorial with { Epochs = 2 }, new MLContext(seed: 1));

        classifier.Evaluate(data.Test).MicroAccuracy.Should().BeGreaterThan(0.955);
    }

    [MnistFact]
    public void Two_epochs_of_augmented_digits_get_most_of_the_test_images_right()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);
        var recipe = TrainingRecipe.Fast with { Epochs = 2, Augmentation = TrainingRecipe.Accurate.Augmentation };

        var classifier = MnistClassifier.Train(data, recipe, new MLContext(seed: 1));

        classifier.Evaluate(data.Test).MicroAccuracy.Should().BeGreaterThan(0.94);
    }

    [MnistFact]
    public void The_plain_pipeline_and_the_classifier_train_the_same_network()
    {
        var recipe = TrainingRecipe.Tutorial with { Epochs = 1 };
        var classifier = MnistClassifier.Train(MnistDataset.Load(MnistFactAttribute.Directory), recipe, new MLContext(seed: 7));

        var ml = new MLContext(seed: 7);
        var train = ml.Data.LoadMnist(MnistFactAttribute.Directory);
        var model = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe }))
            .Fit(train);

        var layers = model.LastTransformer.Network.Layers;
        layers.Zip(classifier.Network.Layers).Select(pair => pair.First.Weights.SequenceEqual(pair.Second.Weights))
            .Should().Equal(true, true, true);
    }
}
