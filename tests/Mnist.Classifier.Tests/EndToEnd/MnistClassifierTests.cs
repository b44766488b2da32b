using System.Globalization;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;
using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed class MnistClassifierTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MnistClassifier Classifier => trained.Classifier;

    private LabeledImages Test => trained.Data.Test;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void I_can_train_evaluate_save_load_and_predict()
    {
        var path = _folder.File("mnist.zip");
        Classifier.Evaluate(Test).MicroAccuracy.Should().BeGreaterThan(0.65);
        Classifier.Save(path);

        var again = MnistClassifier.Load(path);

        var right = Enumerable.Range(0, Test.Count).Count(i => again.Predict(Test.GetPixels(i)).Digit == Test.GetLabel(i));
        ((double)right / Test.Count).Should().BeApproximately(Classifier.Evaluate(Test).MicroAccuracy, 1e-9);
        again.History!.Epochs.Should().Equal(Classifier.History!.Epochs);
    }

    [Fact]
    public void I_can_save_to_and_load_from_a_stream_that_cannot_seek()
    {
        using var pipe = new MemoryStream();
        Classifier.Save(new ForwardOnly(pipe));
        pipe.Position = 0;

        var again = MnistClassifier.Load(new ForwardOnly(pipe));

        Probabilities(again).Should().Equal(Probabilities(Classifier));
    }

    [Fact]
    public void What_it_saves_is_loaded_by_MLNet()
    {
        Classifier.Save(_folder.File("mnist.zip"));
        var ml = new MLContext();

        var model = ml.Model.Load(_folder.File("mnist.zip"), out var schema);

        schema.Select(column => column.Name).Should().Contain("Pixels");
        var scored = model.Transform(Test.ToDataView(ml));
        ml.MulticlassClassification.Evaluate(scored).MicroAccuracy.Should().Be(Classifier.Evaluate(Test).MicroAccuracy);
        Rows.ScoreBits(scored).Should().Equal(Probabilities(Classifier).Select(BitConverter.SingleToUInt32Bits));
        scored.GetColumn<int>("Digit").Should().Equal(Digits(Classifier));
    }

    [Fact]
    public void It_loads_what_MLNet_saves()
    {
        var ml = new MLContext(seed: 1);
        var train = trained.Data.Train.Take(2_000).ToDataView(ml);
        var renamed = ml.Transforms.CopyColumns("Image", "Pixels").Fit(train).Transform(train);
        var pipeline = ml.Transforms.NormalizePixels("Ink", "Image")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(featureColumnName: "Ink", hiddenLayers: [16], epochs: 1))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(renamed);
        ml.Model.Save(model, renamed.Schema, _folder.File("mnist.zip"));

        var classifier = MnistClassifier.Load(_folder.File("mnist.zip"));

        var test = Test.ToDataView(ml);
        var scored = model.Transform(ml.Transforms.CopyColumns("Image", "Pixels").Fit(test).Transform(test));
        Digits(classifier).Should().Equal(scored.GetColumn<int>("PredictedLabel"));
        classifier.Evaluate(Test).MicroAccuracy.Should().BeGreaterThan(0.25);
    }

    [Fact]
    public void I_can_create_one_from_a_pipeline_that_was_trained_or_loaded_by_MLNet()
    {
        var ml = new MLContext(seed: 1);
        var images = trained.Data.Train.Take(2_000).ToDataView(ml);
        var pipeline = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [16], epochs: 1))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(images);
        ml.Model.Save(model, images.Schema, _folder.File("mnist.zip"));

        var classifier = MnistClassifier.FromTransformer(model);
        var loaded = MnistClassifier.FromTransformer(ml.Model.Load(_folder.File("mnist.zip"), out _));
        classifier.Save(_folder.File("again.zip"));

        var scored = model.Transform(Test.ToDataView(ml));
        Digits(classifier).Should().Equal(scored.GetColumn<int>("PredictedLabel"));
        Probabilities(loaded).Should().Equal(Probabilities(classifier));
        Probabilities(MnistClassifier.Load(_folder.File("again.zip"))).Should().Equal(Probabilities(classifier));
        classifier.Transformer.Transform(Test.ToDataView(ml)).GetColumn<int>("PredictedLabel").Should()
            .Equal(Digits(classifier));
    }

    [Fact]
    public void I_can_create_one_from_its_own_pipeline() =>
        Probabilities(MnistClassifier.FromTransformer(Classifier.Transformer)).Should().Equal(Probabilities(Classifier));

    [Fact]
    public void It_is_validated_on_the_given_images()
    {
        var recipe = TrainingRecipe.Fast with { HiddenLayers = [16], Epochs = 1, ValidationFraction = 0.1 };
        var data = new MnistDataset(trained.Data.Train.Take(500), Test, "some");

        var classifier = MnistClassifier.Train(data, recipe, new MLContext(seed: 1), validation: Test);

        classifier.History!.Epochs[^1].ValidationAccuracy.Should()
            .BeApproximately(classifier.Evaluate(Test).MicroAccuracy, 1e-9);
        $"{classifier}".Should().MatchRegex(@"^784-16-10, 12,730 parameters, \d+\.\d % of the validation images$");
    }

    [Fact]
    public void It_describes_itself() => $"{Classifier}".Should().Be("784-128-128-10, 118,282 parameters");

    [Fact]
    public void An_image_is_classified_as_its_pixels_are()
    {
        var image = DigitImage.Normalize(Test.GetPixels(0), 28, 28);

        Classifier.Predict(image).Probabilities.Should().Equal(Classifier.Predict(image.Pixels).Probabilities);
    }

    [Fact]
    public void An_existing_file_is_replaced_only_by_a_complete_new_one()
    {
        var path = _folder.File("mnist.zip");
        File.WriteAllText(path, "what was there");

        Classifier.Save(path);

        MnistClassifier.Load(path).Predict(Test.GetPixels(0)).Digit.Should().Be(Classifier.Predict(Test.GetPixels(0)).Digit);
        _folder.FileNames().Should().Equal("mnist.zip");
    }

    [Fact]
    public void A_loaded_classifier_saves_what_it_was_loaded_from()
    {
        Classifier.Save(_folder.File("first.zip"));

        MnistClassifier.Load(_folder.File("first.zip")).Save(_folder.File("second.zip"));

        new MLContext().Model.Load(_folder.File("first.zip"), out var first);
        new MLContext().Model.Load(_folder.File("second.zip"), out var second);
        second.Select(column => (column.Name, column.Type)).Should().Equal(first.Select(column => (column.Name, column.Type)));
        MnistClassifier.Load(_folder.File("second.zip")).Predict(Test.GetPixels(0)).Probabilities
            .Should().Equal(Classifier.Predict(Test.GetPixels(0)).Probabilities);
    }

    [Fact]
    public void A_prediction_has_the_most_likely_digit_and_its_probability()
    {
        var prediction = Classifier.Predict(Test.GetPixels(0));

        prediction.Probabilities.Should().HaveCount(10);
        prediction.Probabilities.Sum().Should().BeApproximately(1, 1e-5f);
        prediction.Confidence.Should().Be(prediction.Probabilities.Max()).And.Be(prediction.Probabilities[prediction.Digit]);
    }

    [Fact]
    public void A_prediction_reads_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");

            Classifier.Predict(Test.GetPixels(0)).ToString().Should().MatchRegex(@"^\d \(\d{2,3}\.\d %\)$");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Sixteen_threads_get_the_answers_that_one_gets()
    {
        var expected = Digits(Classifier);

        Parallel.For(0, 16 * Test.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            Classifier.Predict(Test.GetPixels(i % Test.Count)).Digit.Should().Be(expected[i % Test.Count]));
    }

    [Fact]
    public void Training_reports_progress_and_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var epochs = new List<EpochResult>();

        var train = () => MnistClassifier.Train(
            trained.Data,
            TrainingRecipe.Tutorial with { Epochs = 100 },
            progress: new Reporter<EpochResult>(epoch =>
            {
                epochs.Add(epoch);
                source.Cancel();
            }),
            cancellationToken: source.Token);

        train.Should().Throw<OperationCanceledException>();
        epochs.Should().ContainSingle();
    }

    private List<int> Digits(MnistClassifier classifier) =>
        Enumerable.Range(0, Test.Count).Select(i => classifier.Predict(Test.GetPixels(i)).Digit).ToList();

    private List<float> Probabilities(MnistClassifier classifier) =>
        Enumerable.Range(0, Test.Count).SelectMany(i => classifier.Predict(Test.GetPixels(i)).Probabilities).ToList();
}
