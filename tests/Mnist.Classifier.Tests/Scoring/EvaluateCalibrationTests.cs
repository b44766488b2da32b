using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.Scoring;

public sealed class EvaluateCalibrationTests(TrainedDigits trained) : IClassFixture<TrainedDigits>
{
    private static readonly MLContext Context = new();

    [Fact]
    public void Scored_data_of_any_model_are_measured()
    {
        var data = Scored((1, 0.75f, 0.25f), (1, 0.75f, 0.25f), (2, 0.75f, 0.25f), (1, 0.75f, 0.25f), (2, 0f, 1f));

        var metrics = Context.MulticlassClassification.EvaluateCalibration(data);

        metrics.Count.Should().Be(5);
        metrics.Accuracy.Should().Be(0.8);
        metrics.MeanConfidence.Should().BeApproximately(0.8, 1e-9);
        metrics.ExpectedCalibrationError.Should().Be(0);
    }

    [Fact]
    public void Rows_without_a_label_are_left_out()
    {
        var metrics = Context.MulticlassClassification.EvaluateCalibration(Scored((0, 1f, 0f), (1, 1f, 0f), (0, 0f, 1f)));

        metrics.Count.Should().Be(1);
        metrics.ExpectedCalibrationError.Should().Be(0);
    }

    [Fact]
    public void A_classifier_of_digits_is_measured_on_its_predictions()
    {
        var images = trained.Data.Test;
        var predictions = Enumerable.Range(0, images.Count)
            .Select(index => (Prediction: trained.Classifier.Predict(images.GetPixels(index)), Label: images.GetLabel(index)))
            .Select(item => ((double)item.Prediction.Confidence, item.Prediction.Digit == item.Label))
            .ToList();

        trained.Classifier.EvaluateCalibration(images).Should().BeEquivalentTo(new CalibrationMetrics(predictions));
    }

    [Fact]
    public void Data_without_labels_are_reported() =>
        FluentActions.Invoking(() => Context.MulticlassClassification.EvaluateCalibration(Scored((0, 1f, 0f))))
            .Should().Throw<ArgumentException>().WithMessage("No row has a label in the column 'Label'*");

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void A_score_that_is_not_a_probability_is_reported(float score) =>
        FluentActions.Invoking(() => Context.MulticlassClassification.EvaluateCalibration(Scored((1, 1f, 0f), (2, 0f, score))))
            .Should().Throw<ArgumentException>().WithMessage("The score of row 1, slot 1 is *not a probability*");

    [Fact]
    public void A_missing_column_is_named() =>
        FluentActions.Invoking(() => Context.MulticlassClassification.EvaluateCalibration(Scored((1, 1f, 0f)), "Species"))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Species*");

    [Fact]
    public void A_label_of_other_classes_is_reported()
    {
        var data = Context.Transforms.CopyColumns("Label", "OtherLabel").Fit(Scored((1, 1f, 0f)))
            .Transform(Scored((1, 1f, 0f)));

        FluentActions.Invoking(() => Context.MulticlassClassification.EvaluateCalibration(data))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Key of 2 values*");
    }

    [Fact]
    public void Images_that_are_not_digits_are_reported()
    {
        var images = new LabeledImages(new byte[4], new byte[1], height: 2, width: 2, classCount: 2);

        trained.Classifier.Invoking(classifier => classifier.EvaluateCalibration(images))
            .Should().Throw<ArgumentException>().WithMessage("Digits have 784 pixels and 10 classes*");
    }

    // Label 0 is a missing one. ML.NET counts the keys of a class from 0, and what is too large is missing.
    private static IDataView Scored(params (uint Label, float First, float Second)[] rows) => Context.Data.LoadFromEnumerable(
        rows.Select(row => new ScoredRow { Label = unchecked(row.Label - 1), Score = [row.First, row.Second] }));

    private sealed class ScoredRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [KeyType(3)]
        public uint OtherLabel { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }
}
