using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Tests.Support;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>What is not a classifier of digits, or not an image of one, is rejected with the reason.</summary>
public sealed class ClassifierErrorTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MnistClassifier Classifier => trained.Classifier;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pipelines_that_are_not_of_digits_are_rejected_with_their_steps()
    {
        var ml = new MLContext(seed: 1);
        var points = ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1).Fit(Point.GenerateLabelled(ml, count: 30));
        var images = trained.Data.Train.Take(10).ToDataView(ml);
        var unsavable = ml.Transforms.CustomMapping<SmallRow, SmallRow>((_, _) => { }, contractName: null)
            .Fit(ml.Data.LoadFromEnumerable<SmallRow>([new()]));

        var ofPoints = () => MnistClassifier.FromTransformer(points);
        var ofPixels = () => MnistClassifier.FromTransformer(ml.Transforms.NormalizePixels("Features", "Pixels").Fit(images));
        var ofUnsavable = () => MnistClassifier.FromTransformer(unsavable);

        ofPoints.Should().Throw<ArgumentException>().WithMessage("*is not a classifier of digits*a pipeline of DenseNetwork;*")
            .WithParameterName("transformer");
        ofPixels.Should().Throw<ArgumentException>()
            .WithMessage("*is not a classifier of digits*a pipeline of PixelNormalizing;*");
        ofUnsavable.Should().Throw<ArgumentException>().WithParameterName("transformer");
    }

    [Fact]
    public void Validation_images_that_are_not_digits_are_rejected()
    {
        var letters = new LabeledImages(new byte[784], new byte[1], 28, 28, classCount: 26);

        var train = () => MnistClassifier.Train(trained.Data, validation: letters);

        train.Should().Throw<ArgumentException>().WithMessage("*10 classes*26*").WithParameterName("validation");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var save = () => Classifier.Save(Path.Combine(_folder.Path, "missing", "mnist.zip"));

        save.Should().Throw<DirectoryNotFoundException>().WithMessage("*missing*");
    }

    [Fact]
    public void A_missing_file_is_a_FileNotFoundException()
    {
        var load = () => MnistClassifier.Load(_folder.File("nothing.zip"));

        load.Should().Throw<FileNotFoundException>();
    }

    [Fact]
    public void A_file_that_is_not_a_zip_is_rejected_by_name()
    {
        File.WriteAllText(_folder.File("note.zip"), "not a zip");

        var load = () => MnistClassifier.Load(_folder.File("note.zip"));

        load.Should().Throw<InvalidDataException>().WithMessage("*note.zip*is not a classifier of digits*");
    }

    [Fact]
    public void A_file_that_was_cut_off_is_rejected()
    {
        Classifier.Save(_folder.File("mnist.zip"));
        var whole = File.ReadAllBytes(_folder.File("mnist.zip"));
        foreach (var length in new[] { 0, 1, 100, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(_folder.File("cut.zip"), whole[..length]);

            var load = () => MnistClassifier.Load(_folder.File("cut.zip"));

            load.Should().Throw<InvalidDataException>($"{length} of {whole.Length} bytes are not enough");
        }
    }

    [Fact]
    public void Images_that_are_not_digits_are_not_evaluated()
    {
        var letters = new LabeledImages(new byte[784], new byte[1], 28, 28, classCount: 26);

        var evaluate = () => Classifier.Evaluate(letters);

        evaluate.Should().Throw<ArgumentException>().WithMessage("*10 classes*26*");
    }

    [Fact]
    public void A_model_that_is_not_of_digits_is_rejected_with_advice()
    {
        var ml = new MLContext(seed: 1);
        var points = Point.GenerateLabelled(ml, count: 30);
        ml.Model.Save(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1).Fit(points), points.Schema, _folder.File("points.zip"));

        var load = () => MnistClassifier.Load(_folder.File("points.zip"));

        load.Should().Throw<InvalidDataException>()
            .WithMessage("*points.zip*It is a pipeline of DenseNetwork; *DenseNetwork.Load loads the network alone.");
    }

    [Fact]
    public void A_model_with_a_step_that_is_not_known_here_is_rejected()
    {
        var ml = new MLContext(seed: 1);
        var images = trained.Data.Train.Take(100).ToDataView(ml);
        var model = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1)).Fit(images);
        ml.Model.Save(model, images.Schema, _folder.File("scaled.zip"));

        var load = () => MnistClassifier.Load(_folder.File("scaled.zip"));

        load.Should().Throw<InvalidDataException>()
            .WithMessage("*scaled.zip*It is a pipeline of PixelNormalizing, Normalizer, DenseNetwork;*");
    }

    [Fact]
    public void A_model_whose_classes_are_in_another_order_is_rejected()
    {
        var ml = new MLContext(seed: 1);
        var images = trained.Data.Train.Take(500).ToDataView(ml);
        var pipeline = ml.Transforms.Conversion.MapKeyToValue("Digit", "Label")
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Digit")) // in the order in which they come
            .Append(ml.Transforms.NormalizePixels("Features", "Pixels"));
        var prepared = pipeline.Fit(images).Transform(images);
        var model = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1)).Fit(prepared);
        ml.Model.Save(model, prepared.Schema, _folder.File("mixed.zip"));

        var load = () => MnistClassifier.Load(_folder.File("mixed.zip"));

        load.Should().Throw<InvalidDataException>().WithMessage("*are not the digits from 0 to 9, in this order*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(783)]
    [InlineData(785)]
    public void An_image_of_another_size_is_rejected(int pixelCount)
    {
        var predict = () => Classifier.Predict(new byte[pixelCount]);

        predict.Should().Throw<ArgumentException>().WithMessage($"A digit has 784 pixels*there are {pixelCount}.*");
    }

    [Fact]
    public void A_recipe_that_is_not_valid_is_rejected()
    {
        var train = () => MnistClassifier.Train(trained.Data, TrainingRecipe.Tutorial with { Epochs = 0, BatchSize = 0 });

        train.Should().Throw<ArgumentException>().Which.Message.Should().ContainAll("Epochs", "BatchSize");
    }

    private sealed class SmallRow
    {
        public float Number { get; set; }
    }
}
