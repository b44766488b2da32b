using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

// Rows that a trainer meets besides the usual: none, one, without a label, with features that are missing.
public sealed partial class DenseNetworkTrainerTests
{
    [Fact]
    public void A_batch_larger_than_the_data_is_one_batch_of_it_all()
    {
        var points = Point.GenerateLabelled(_ml, count: 40);

        Weights(Fit(new() { Recipe = Quick with { BatchSize = 1_000_000 } }, points))
            .Should().Equal(Weights(Fit(new() { Recipe = Quick with { BatchSize = 40 } }, points)));
    }

    [Fact]
    public void A_view_that_does_not_know_its_row_count_is_read_whole()
    {
        var points = Point.GenerateLabelled(_ml, count: 40);
        var filtered = _ml.Data.FilterRowsByKeyColumnFraction(points, "Label", 0, 1);
        filtered.GetRowCount().Should().BeNull();

        Weights(Fit(new() { Recipe = Quick }, filtered)).Should().Equal(Weights(Fit(new() { Recipe = Quick }, points)));
    }

    [Fact]
    public void Rows_without_a_label_are_left_out_with_a_warning()
    {
        var warnings = new List<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
            {
                warnings.Add(e.Message);
            }
        };
        var holes = LabelledPoints(count: 50).Select((point, i) => i % 5 == 0 ? new LabelledPoint { Features = point.Features, Label = 99 } : point).ToList();
        var labelled = holes.Where(point => point.Label != 99).ToList();

        var model = ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick }).Fit(ml.Data.LoadFromEnumerable(holes));

        warnings.Should().ContainSingle(warning => warning.Contains("rows of the data", StringComparison.Ordinal)).Which.Should().Contain("Skipped 10 rows of the data with a missing label");
        Weights(model).Should().Equal(Weights(Fit(new() { Recipe = Quick }, _ml.Data.LoadFromEnumerable(labelled))));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_feature_that_is_not_finite_is_named(float value)
    {
        var points = LabelledPoints(count: 50);
        points[37].Features[1] = value;

        var fit = () => Fit(new() { Recipe = Quick }, _ml.Data.LoadFromEnumerable(points));

        fit.Should().Throw<InvalidOperationException>().WithMessage("Feature 1 of row 37 is*");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Rows_with_a_feature_that_is_not_finite_can_be_left_out_with_one_warning(float value)
    {
        var points = LabelledPoints(count: 50);
        var whole = points.Where((_, i) => i % 10 != 7).ToList();
        foreach (var point in points.Except(whole))
        {
            point.Features[1] = value;
        }

        var warnings = new List<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) => warnings.AddRange(e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning ? [e.Message] : []);
        var options = new DenseNetworkTrainer.Options { Recipe = Quick, SkipRowsWithMissingFeatures = true };

        var model = ml.MulticlassClassification.Trainers.DenseNetwork(options)
            .Fit(ml.Data.LoadFromEnumerable(points), ml.Data.LoadFromEnumerable(points));

        warnings = warnings.FindAll(warning => warning.Contains("Skipped", StringComparison.Ordinal));
        warnings.Should().HaveCount(2);
        warnings[0].Should().Contain("Skipped 5 rows of the data with a feature that is missing or infinite.");
        warnings[1].Should().Contain("Skipped 5 rows of the ValidationSet with a feature that is missing or infinite.");
        Weights(model).Should().Equal(Weights(Fit(new() { Recipe = Quick }, _ml.Data.LoadFromEnumerable(whole))));
    }

    [Fact]
    public void Where_every_row_misses_a_feature_none_is_left_to_train_on()
    {
        var points = LabelledPoints(count: 5);
        points.ForEach(point => point.Features[0] = float.NaN);

        var fit = () => Fit(new() { Recipe = Quick, SkipRowsWithMissingFeatures = true }, _ml.Data.LoadFromEnumerable(points));

        fit.Should().Throw<InvalidOperationException>().WithMessage("The data has no rows with a label and no missing feature.*");
    }

    [Fact]
    public void Classes_that_no_row_shows_are_warned_of_by_name()
    {
        var red = _ml.Data.FilterByCustomPredicate<Point>(Point.Generate(_ml), point => point.Colour != "red");
        var warnings = new List<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) => warnings.AddRange(e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning ? [e.Message] : []);

        Point.Prepare(ml).Append(ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick })).Fit(red);

        warnings.Should().ContainSingle().Which.Should().Contain(
            "2 of the 3 classes have no training rows: 'green', 'blue'. The network cannot learn them.");
    }

    [Theory]
    [InlineData(0)] // an array of nothing
    [InlineData(1)]
    [InlineData(3)]
    public void A_row_of_another_length_is_named(int length)
    {
        var points = LabelledPoints(count: 50);
        points[37].Features = [.. Enumerable.Repeat(1f, length)];

        var fit = () => Fit(new() { Recipe = Quick }, _ml.Data.LoadFromEnumerable(points));

        fit.Should().Throw<InvalidOperationException>().WithMessage($"Row 37 has {length} features, but column 'Features' has 2.*");
    }

    [Fact]
    public void One_row_is_enough_to_train_on()
    {
        var model = Fit(new() { Recipe = Quick }, Point.GenerateLabelled(_ml, count: 1));

        Weights(model).Should().OnlyContain(weight => float.IsFinite(weight));
    }

    [Fact]
    public void Rows_of_one_class_alone_are_learned()
    {
        var points = LabelledPoints(count: 50);
        points.ForEach(point => point.Label = 2);
        var data = _ml.Data.LoadFromEnumerable(points);

        var model = Fit(new() { Recipe = Quick }, data);

        Testing.Rows.Keys(model.Transform(data), "PredictedLabel").Should().AllBeEquivalentTo(3u);
    }

    [Fact]
    public void A_label_of_one_class_is_refused()
    {
        var points = _ml.Data.LoadFromEnumerable([new OneClassPoint(), new OneClassPoint()]);

        var fit = () => Fit(new() { Recipe = Quick }, points);

        fit.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*a key of UInt32 with 2 to 1,000,000 values*");
    }

    [Fact]
    public void Data_without_rows_is_refused()
    {
        var nothing = _ml.Data.LoadFromEnumerable(Array.Empty<LabelledPoint>());

        var fit = () => Fit(new() { Recipe = Quick }, nothing);

        fit.Should().Throw<InvalidOperationException>().WithMessage("The data has no rows with a label.*");
    }

    // ML.NET writes the keys of objects from 1 and reads them from 0.
    private List<LabelledPoint> LabelledPoints(int count) =>
        _ml.Data.CreateEnumerable<LabelledPoint>(Point.GenerateLabelled(_ml, count), reuseRowObject: false)
            .Select(point => new LabelledPoint { Features = point.Features, Label = point.Label - 1 })
            .ToList();

    private sealed class LabelledPoint
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }

    private sealed class OneClassPoint
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [1, 2];

        [KeyType(1)]
        public uint Label { get; set; }
    }
}
