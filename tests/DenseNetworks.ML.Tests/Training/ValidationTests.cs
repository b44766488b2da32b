using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed class ValidationTests
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 4, LearningRate = 0.01 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_validation_set_is_evaluated_whole_with_the_weights_at_the_end_of_the_epoch()
    {
        var validation = Point.GenerateLabelled(_ml, count: 2_500, seed: 9); // more than one batch of evaluation

        var model = Fit(new() { Recipe = Quick, ValidationSet = validation });

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(validation));
        var last = model.History!.Epochs[^1];
        last.ValidationAccuracy.Should().BeApproximately(metrics.MicroAccuracy, 1e-9);
        last.ValidationLoss.Should().BeApproximately(metrics.LogLoss, 1e-4);
    }

    [Fact]
    public void Fit_takes_validation_rows_as_the_trainer_of_LightGbm_does()
    {
        var training = Point.GenerateLabelled(_ml, count: 300);
        var validation = Point.GenerateLabelled(_ml, count: 200, seed: 9);
        var recipe = Quick with { EarlyStopping = new(), TemperatureScaling = true };
        var named = new MLContext(seed: 1).MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = recipe, ValidationSet = validation }).Fit(training);

        var given = new MLContext(seed: 1).MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = recipe }).Fit(training, validation);

        Testing.Rows.ScoreBits(given.Transform(validation)).Should().Equal(Testing.Rows.ScoreBits(named.Transform(validation)));
        given.History!.Epochs[^1].ValidationLoss.Should().Be(named.History!.Epochs[^1].ValidationLoss);
    }

    [Fact]
    public void Validation_rows_that_Fit_is_given_are_the_only_ones()
    {
        var training = Point.GenerateLabelled(_ml, count: 100);
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = Quick with { ValidationFraction = 0.9, Epochs = 1, LearningRate = 1e-12 },
        });

        var model = trainer.Fit(training, Point.GenerateLabelled(_ml, count: 50, seed: 9));

        model.History!.Epochs.Single().Loss.Should().BeApproximately(
            _ml.MulticlassClassification.Evaluate(model.Transform(training)).LogLoss, 1e-4, "no row is held out");
    }

    [Fact]
    public void A_validation_fraction_is_held_out_of_training()
    {
        // 100 rows, of which 40 are held out: the loss at nearly no learning rate tells which rows were seen.
        var points = Point.GenerateLabelled(_ml, count: 100);
        var model = Fit(new() { Recipe = Quick with { ValidationFraction = 0.4, Epochs = 1, LearningRate = 1e-12 } }, points);

        var epoch = model.History!.Epochs.Single();
        var all = _ml.MulticlassClassification.Evaluate(model.Transform(points));
        ((0.6 * epoch.Loss) + (0.4 * epoch.ValidationLoss)).Should().BeApproximately(all.LogLoss, 1e-4);
        epoch.Loss.Should().NotBeApproximately(epoch.ValidationLoss!.Value, 1e-6);
    }

    [Fact]
    public void Keys_that_stand_for_other_classes_are_refused()
    {
        // As two transformers give that were fitted to each set of rows on its own.
        var points = Point.Generate(_ml, count: 50);
        var training = Mapper(["red", "green"]).Fit(points).Transform(points);
        var validation = Mapper(["green", "blue"]).Fit(points).Transform(points);

        var fit = () => Fit(new() { Recipe = Quick, ValidationSet = validation }, training);

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            "Key 1 of the label is 'red' in the data but 'green' in the ValidationSet. Map both to keys with the same fitted transformer.");
    }

    [Fact]
    public void Labels_that_training_has_not_seen_are_missing_and_left_out()
    {
        var points = Point.Generate(_ml, count: 200);
        var mapper = Mapper(["red", "green"]).Fit(points);
        var warnings = new List<string>();
        _ml.Log += (_, e) => warnings.Add(e.Message);

        var model = Fit(new() { Recipe = Quick, ValidationSet = mapper.Transform(points) }, mapper.Transform(points));

        var blue = _ml.Data.CreateEnumerable<Point>(points, reuseRowObject: false).Count(point => point.Colour == "blue");
        warnings.Should().ContainMatch($"*Skipped {blue} rows of the ValidationSet with a missing label.*");
        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(mapper.Transform(points)));
        model.History!.Epochs[^1].ValidationAccuracy.Should().BeApproximately(metrics.MicroAccuracy, 1e-9);
    }

    [Fact]
    public void A_validation_set_without_any_known_label_is_named()
    {
        var violet = _ml.Data.LoadFromEnumerable([new Point { Colour = "violet", Position = [0, 0] }]);
        var validation = Mapper(Point.Colours).Fit(violet).Transform(violet);

        var fit = () => Fit(new() { Recipe = Quick, ValidationSet = validation });

        fit.Should().Throw<InvalidOperationException>().WithMessage("The ValidationSet has no rows with a label.*");
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.999)]
    public void A_fraction_that_leaves_one_part_empty_is_refused(double fraction)
    {
        var fit = () => Fit(new() { Recipe = Quick with { ValidationFraction = fraction } }, Point.GenerateLabelled(_ml, count: 10));

        fit.Should().Throw<InvalidOperationException>().WithMessage("A ValidationFraction of *there are 10 rows.*");
    }

    [Fact]
    public void Early_stopping_ends_training_and_brings_the_best_weights_back()
    {
        var validation = Point.GenerateLabelled(_ml, count: 300, seed: 9);
        // A learning rate far too large makes the loss jump about, so the best epoch is soon followed by worse ones.
        var model = Fit(new()
        {
            Recipe = Quick with { LearningRate = 0.5, Epochs = 200, EarlyStopping = new() { Patience = 4 } },
            ValidationSet = validation,
        });

        var history = model.History!;
        history.Epochs.Count.Should().BeLessThan(200).And.Be(history.BestEpoch + 4);
        var best = history.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        history.BestEpoch.Should().Be(best.Epoch);
        _ml.MulticlassClassification.Evaluate(model.Transform(validation)).LogLoss.Should().BeApproximately(best.ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void Early_stopping_can_watch_the_accuracy_and_ask_for_a_minimum()
    {
        var model = Fit(new()
        {
            Recipe = Quick with { Epochs = 50, ValidationFraction = 0.3, EarlyStopping = new() { Patience = 2, Metric = EarlyStoppingMetric.ValidationAccuracy, MinimumImprovement = 0.9 } },
        });

        // After the first epoch nothing can improve by 90 points.
        model.History!.BestEpoch.Should().Be(1);
        model.History.Epochs.Should().HaveCount(3);
    }

    [Fact]
    public void The_temperature_is_the_one_with_the_least_loss_on_the_validation_rows()
    {
        var validation = Point.GenerateLabelled(_ml, count: 300, seed: 9);

        var model = Fit(new() { Recipe = Quick with { Epochs = 60, TemperatureScaling = true }, ValidationSet = validation }, Point.GenerateLabelled(_ml, count: 40));

        var network = model.Network;
        network.Temperature.Should().NotBe(1);
        LogLossAt(network.Temperature).Should()
            .BeLessThan(LogLossAt(1)).And.BeLessThanOrEqualTo(LogLossAt(1.1f * network.Temperature)).And
            .BeLessThanOrEqualTo(LogLossAt(0.9f * network.Temperature));
        LogLossAt(1).Should().BeApproximately(model.History!.Epochs[^1].ValidationLoss!.Value, 1e-4, "the history is not tempered");

        double LogLossAt(float temperature) => _ml.MulticlassClassification.Evaluate(
            Transformers.Of(new DenseNetwork([.. network.Layers], temperature: temperature)).Transform(validation)).LogLoss;
    }

    [Fact]
    public void A_validation_set_of_another_shape_is_refused()
    {
        var points = Point.GenerateLabelled(_ml, count: 10);
        var other = _ml.Transforms.Concatenate("Features", "Features", "Features").Fit(points).Transform(points);

        var fit = () => Fit(new() { Recipe = Quick, ValidationSet = other });

        fit.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*'Features': expected a vector of Single of size 2, got Vector<Single, 4>*");
    }

    private EstimatorChain<ColumnCopyingTransformer> Mapper(string[] colours) =>
        _ml.Transforms.Conversion.MapValueToKey("Label", nameof(Point.Colour), keyData: _ml.Data.LoadFromEnumerable(colours.Select(colour => new Key { Value = colour })))
            .Append(_ml.Transforms.CopyColumns("Features", nameof(Point.Position)));

    private DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options, IDataView? data = null) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(options).Fit(data ?? Point.GenerateLabelled(_ml, count: 300));

    private sealed class Key
    {
        public string Value { get; set; } = "";
    }
}
