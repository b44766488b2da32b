using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed class DenseNetworkTrainerTests
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 5, LearningRate = 0.01 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void It_keeps_the_contract_of_an_estimator()
    {
        var points = Point.GenerateLabelled(_ml, count: 60);

        EstimatorContract.Check(
            _ml,
            _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick }),
            points,
            unfitForTraining: [Replace(points, "Label", "Colour"), _ml.Transforms.DropColumns("Label").Fit(points).Transform(points)],
            unfit: [Replace(points, "Features", "Colour"), _ml.Transforms.DropColumns("Features").Fit(points).Transform(points)]);
    }

    [Fact]
    public void It_learns_a_problem_that_is_not_digits()
    {
        var pipeline = Point.Prepare(_ml)
            .Append(_ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [16], epochs: 20, learningRate: 0.01))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedColour", "PredictedLabel"));

        var model = pipeline.Fit(Point.Generate(_ml, seed: 1));

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(Point.Generate(_ml, seed: 2)));
        metrics.MicroAccuracy.Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Without_hidden_layers_it_is_logistic_regression()
    {
        var model = Fit(new DenseNetworkTrainer.Options { Recipe = Quick with { HiddenLayers = [], Epochs = 20 } });

        model.Network.Layers.Should().ContainSingle();
        _ml.MulticlassClassification.Evaluate(model.Transform(Point.GenerateLabelled(_ml, seed: 2))).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        Weights(Fit(new() { Recipe = Quick }, seed: 5)).Should().Equal(Weights(Fit(new() { Recipe = Quick }, seed: 5)));
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        Weights(Fit(new() { Recipe = Quick }, seed: 5)).Should().NotEqual(Weights(Fit(new() { Recipe = Quick }, seed: 6)));
    }

    [Fact]
    public void Every_fit_of_one_trainer_gives_the_same_weights()
    {
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick });
        var points = Point.GenerateLabelled(_ml);

        Weights(trainer.Fit(points)).Should().Equal(Weights(trainer.Fit(points)));
    }

    [Fact]
    public void Two_trainings_at_once_give_what_each_gives_alone()
    {
        var alone = new[] { 5, 6 }.Select(seed => Weights(Fit(new() { Recipe = Quick }, seed: seed))).ToArray();

        var together = new float[2][];
        Parallel.For(0, 2, i => together[i] = Weights(Fit(new() { Recipe = Quick }, seed: 5 + i)));

        together[0].Should().Equal(alone[0]);
        together[1].Should().Equal(alone[1]);
    }

    [Fact]
    public void The_first_weights_are_Glorot_uniform_and_the_biases_zero()
    {
        var network = Fit(new() { Recipe = Quick with { HiddenLayers = [400, 300], Epochs = 1, LearningRate = 1e-12 } }).Network;

        foreach (var layer in network.Layers)
        {
            var limit = MathF.Sqrt(6f / (layer.InputSize + layer.OutputSize));
            var weights = layer.Weights.ToArray();
            weights.Max().Should().BeInRange(0.9f * limit, limit * 1.001f);
            weights.Min().Should().BeInRange(-limit * 1.001f, -0.9f * limit);
            weights.Average(weight => weight * weight).Should().BeApproximately(limit * limit / 3, 0.05f * limit * limit);
            layer.Biases.ToArray().Should().OnlyContain(bias => Math.Abs(bias) < 1e-6f);
        }
    }

    [Fact]
    public void Loss_and_accuracy_are_of_all_rows_not_of_the_last_batch()
    {
        // With a step of nearly nothing, every batch of the epoch meets the weights that the model has in the end.
        var points = Point.GenerateLabelled(_ml, count: 500);
        var model = Fit(new() { Recipe = Quick with { Epochs = 1, LearningRate = 1e-12, BatchSize = 64 } }, points);

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(points));
        var epoch = model.History!.Epochs.Single();
        epoch.Loss.Should().BeApproximately(metrics.LogLoss, 1e-4);
        epoch.Accuracy.Should().BeApproximately(metrics.MicroAccuracy, 1e-9);
    }

    [Fact]
    public void Each_epoch_is_reported_when_it_ends_and_kept_in_the_history()
    {
        var reported = new List<EpochResult>();

        var model = Fit(new() { Recipe = Quick, Progress = new Reporter<EpochResult>(reported.Add) });

        reported.Should().HaveCount(5).And.Equal(model.History!.Epochs);
        reported.Select(epoch => epoch.Epoch).Should().Equal(1, 2, 3, 4, 5);
        reported.Should().OnlyContain(epoch => epoch.EpochCount == 5 && epoch.LearningRate == 0.01 && epoch.ValidationLoss == null);
        reported[^1].Loss.Should().BeLessThan(reported[0].Loss);
        model.History.BestEpoch.Should().Be(5);
        model.History.BatchSize.Should().Be(Quick.BatchSize);
        model.History.Seed.Should().Be(1);
    }

    [Fact]
    public void The_log_of_the_context_tells_of_each_epoch()
    {
        var messages = new List<string>();
        _ml.Log += (_, e) => messages.Add(e.Message);

        _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick }).Fit(Point.GenerateLabelled(_ml));

        messages.Should().Contain(message => message.Contains("DenseNetworkTrainer", StringComparison.Ordinal) && message.Contains("Epoch 5 of 5: loss 0.", StringComparison.Ordinal));
    }

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

    [Fact]
    public void Fits_of_one_trainer_at_once_give_what_each_gives_alone()
    {
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick });
        var points = Point.GenerateLabelled(_ml);
        var alone = Weights(trainer.Fit(points));

        var together = new float[4][];
        Parallel.For(0, together.Length, i => together[i] = Weights(trainer.Fit(points)));

        together.Should().AllSatisfy(weights => weights.Should().Equal(alone));
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

    [Fact]
    public void A_learning_rate_that_diverges_is_reported_with_the_epoch()
    {
        var fit = () => Fit(new() { Recipe = Quick with { LearningRate = 1e30, Epochs = 50 } });

        var exception = fit.Should().Throw<TrainingDivergedException>().WithMessage("Training diverged in epoch *: the loss is *").Which;
        exception.Epoch.Should().BeGreaterThan(0);
        exception.Checkpoint?.History.Epochs.Should().HaveCount(exception.Epoch - 1);
    }

    [Fact]
    public void The_last_good_weights_of_a_training_that_diverges_are_kept()
    {
        // The rate grows with every step: the weights are soon useless, and later on no numbers.
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = Quick with { HiddenLayers = [], LearningRate = 1e39, WarmUpFraction = 1, Epochs = 1_000 },
        };

        var fit = () => Fit(options);

        var exception = fit.Should().Throw<TrainingDivergedException>().Which;
        exception.Epoch.Should().BeGreaterThan(1);
        exception.Checkpoint!.History.Epochs.Should().HaveCount(exception.Epoch - 1);
        exception.Checkpoint.Network.Layers.SelectMany(layer => layer.Weights.ToArray()).Should().OnlyContain(weight => float.IsFinite(weight));
        exception.Message.Should().EndWith("The exception's Checkpoint has the best network so far, and can be saved.");
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(0.01, false)]
    public void A_learning_rate_at_which_nothing_is_learned_is_warned_of(double learningRate, bool isWarned)
    {
        var warnings = new List<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) => warnings.Add(e.Message);

        ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick with { LearningRate = learningRate } })
            .Fit(Point.GenerateLabelled(ml));

        warnings.Exists(message => message.Contains("The network has learned nothing", StringComparison.Ordinal)).Should().Be(isWarned);
    }

    private static DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options, IDataView? data = null, int seed = 1)
    {
        var ml = new MLContext(seed);
        return ml.MulticlassClassification.Trainers.DenseNetwork(options).Fit(data ?? Point.GenerateLabelled(ml));
    }

    // ML.NET writes the keys of objects from 1 and reads them from 0.
    private List<LabelledPoint> LabelledPoints(int count) =>
        _ml.Data.CreateEnumerable<LabelledPoint>(Point.GenerateLabelled(_ml, count), reuseRowObject: false)
            .Select(point => new LabelledPoint { Features = point.Features, Label = point.Label - 1 })
            .ToList();

    private static float[] Weights(DenseNetworkTransformer model) =>
        model.Network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray())).ToArray();

    private IDataView Replace(IDataView data, string column, string source) =>
        _ml.Transforms.CopyColumns(column, source).Fit(data).Transform(data);

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
