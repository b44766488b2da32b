using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Rows and classes that count more than others.</summary>
public sealed class WeightTests : IDisposable
{
    // One batch of all rows: then a weight means the same to the last step as it does to the whole.
    private static readonly TrainingRecipe FullBatch =
        TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 20, BatchSize = 1_000_000 };

    private static readonly TrainingRecipe Batches = FullBatch with { BatchSize = 32, Epochs = 5, LearningRate = 0.01 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void In_one_batch_a_row_of_weight_two_is_the_row_twice()
    {
        var rows = WeightedPoint.Draw(count: 200);
        rows[..50].ForEach(row => row.Weight = 2);
        var recipe = FullBatch with { LabelSmoothing = 0.1, WeightDecay = 0.01 };

        var weighted = Fit(new() { Recipe = recipe, ExampleWeightColumnName = "Weight" }, rows);
        var doubled = Fit(new() { Recipe = recipe }, [.. rows, .. rows[..50]]);

        LargestDifference(weighted, doubled, rows).Should().BeLessThan(1e-6f);
        LargestDifference(weighted, Fit(new() { Recipe = recipe }, rows), rows).Should().BeGreaterThan(1e-4f);
        weighted.History!.Epochs[^1].Loss.Should().BeApproximately(doubled.History!.Epochs[^1].Loss, 1e-6);
        weighted.History.Epochs[^1].Accuracy.Should().BeApproximately(doubled.History.Epochs[^1].Accuracy, 1e-6);
        weighted.Network.RejectionThreshold.Should().BeApproximately(doubled.Network.RejectionThreshold, 1e-5f);
    }

    [Fact]
    public void A_row_of_weight_zero_is_left_out()
    {
        var rows = WeightedPoint.Draw(count: 200);
        rows[..50].ForEach(row => (row.Weight, row.Features[0]) = (0, float.NaN)); // not even looked at

        var weighted = Fit(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }, rows);

        Weights(weighted).Should().Equal(Weights(Fit(new() { Recipe = Batches }, rows[50..])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1e-30f)]
    [InlineData(1e38f)]
    public void Where_all_rows_weigh_the_same_it_is_the_training_without_weights(float weight)
    {
        var rows = WeightedPoint.Draw(count: 200);
        rows.ForEach(row => row.Weight = weight);

        var weighted = Fit(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }, rows);

        var plain = Fit(new() { Recipe = Batches }, rows);
        Weights(weighted).Should().Equal(Weights(plain), "only how much more one row counts than another matters");
        weighted.History!.Epochs.Select(epoch => epoch.Loss).Should().Equal(plain.History!.Epochs.Select(epoch => epoch.Loss));
    }

    [Fact]
    public void A_weight_of_nineteen_on_a_class_of_five_percent_raises_its_recall_as_that_of_Lbfgs()
    {
        var training = _ml.Data.LoadFromEnumerable(Rare.Draw(count: 4_000, seed: 1));
        var test = _ml.Data.LoadFromEnumerable(Rare.Draw(count: 20_000, seed: 2));
        var trainers = _ml.MulticlassClassification.Trainers;

        var plain = Recall(trainers.DenseNetwork(hiddenLayers: [8], epochs: 30, learningRate: 0.005));
        var weighted = Recall(trainers.DenseNetwork("Label", "Features", "Weight", [8], epochs: 30, learningRate: 0.005));

        var stock = Recall(trainers.LbfgsMaximumEntropy("Label", "Features", "Weight"));
        plain.Should().BeApproximately(Recall(trainers.LbfgsMaximumEntropy()), 0.06).And.BeInRange(0.25, 0.42);
        weighted.Should().BeApproximately(stock, 0.04).And.BeInRange(0.79, 0.89);

        double Recall(IEstimator<ITransformer> trainer)
        {
            var metrics = _ml.MulticlassClassification.Evaluate(trainer.Fit(training).Transform(test));
            return metrics.ConfusionMatrix.PerClassRecall[1];
        }
    }

    [Fact]
    public void A_weight_of_a_class_is_that_of_all_its_rows()
    {
        var rows = WeightedPoint.Draw(count: 200);
        rows.ForEach(row => row.Weight = row.Label == 1 ? 3 : 1);

        var byClass = Fit(new() { Recipe = Batches, ClassWeights = new Dictionary<string, float> { ["1"] = 3 } }, rows);

        Weights(byClass).Should().Equal(Weights(Fit(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }, rows)));
    }

    [Fact]
    public void Weights_of_classes_are_given_by_their_names_and_multiply_those_of_rows()
    {
        var points = Point.GenerateLabelled(_ml, count: 200);
        var weighted = _ml.Transforms.CustomMapping<Coloured, Weighted>(
            (point, row) => row.Weight = point.Colour == "green" ? 6 : 2, contractName: null).Fit(points).Transform(points);
        var half = _ml.Transforms.CustomMapping<Coloured, Weighted>(
            (point, row) => row.Weight = point.Colour == "green" ? 2 : 1, contractName: null).Fit(points).Transform(points);

        var byRow = Trainer(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }).Fit(weighted);
        var byBoth = Trainer(new()
        {
            Recipe = Batches, ExampleWeightColumnName = "Weight", ClassWeights = new Dictionary<string, float> { ["green"] = 1.5f },
        }).Fit(half);

        Weights(byBoth).Should().Equal(Weights(byRow));
    }

    [Fact]
    public void A_weight_of_a_class_that_is_not_there_is_refused()
    {
        var trainer = Trainer(new() { ClassWeights = new Dictionary<string, float> { ["purple"] = 2 } });

        var fit = () => trainer.Fit(Point.GenerateLabelled(_ml));

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            "ClassWeights names 'purple', which is not a class of the label column 'Label'. Its classes are 'red', 'green', 'blue'.");
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_none_is_named(float weight, string told)
    {
        var rows = WeightedPoint.Draw(count: 50);
        rows[37].Weight = weight;

        var fit = () => Fit(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }, rows);

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            $"The weight of row 37 in column 'Weight' is {told}. Weights must be finite and at least 0*");
    }

    [Fact]
    public void Where_every_weight_is_zero_there_is_nothing_to_learn_from()
    {
        var rows = WeightedPoint.Draw(count: 5);
        rows.ForEach(row => row.Weight = 0);

        var fit = () => Fit(new() { Recipe = Batches, ExampleWeightColumnName = "Weight" }, rows);

        fit.Should().Throw<InvalidOperationException>().WithMessage("The data has no rows with a label and a weight above 0.*");
    }

    [Theory]
    [InlineData("Missing")]
    [InlineData("Features")]
    [InlineData("Label")]
    public void A_weight_column_that_is_not_there_or_of_another_type_is_refused(string column)
    {
        var trainer = Trainer(new() { ExampleWeightColumnName = column });
        var data = _ml.Data.LoadFromEnumerable(WeightedPoint.Draw(count: 5));

        trainer.Invoking(t => t.Fit(data)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*weight column '{column}'*");
        trainer.Invoking(t => t.GetOutputSchema(Schemas.ShapeOf(data.Schema))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"*weight column '{column}'*");
    }

    [Fact]
    public void Validation_rows_have_weights_too()
    {
        var rows = WeightedPoint.Draw(count: 200);
        var held = WeightedPoint.Draw(count: 100, seed: 2);
        held[..30].ForEach(row => row.Weight = 2);
        var recipe = Batches with { TemperatureScaling = true };

        var weighted = Fit(new() { Recipe = recipe, ExampleWeightColumnName = "Weight", ValidationSet = View(held) }, rows);
        var doubled = Fit(new() { Recipe = recipe, ValidationSet = View([.. held, .. held[..30]]) }, rows);

        weighted.History!.Epochs[^1].ValidationLoss.Should().BeApproximately(doubled.History!.Epochs[^1].ValidationLoss!.Value, 1e-6);
        weighted.History.Epochs[^1].ValidationAccuracy.Should().BeApproximately(doubled.History.Epochs[^1].ValidationAccuracy!.Value, 1e-6);
        weighted.Network.Temperature.Should().BeApproximately(doubled.Network.Temperature, 1e-5f);
        weighted.Network.RejectionThreshold.Should().Be(doubled.Network.RejectionThreshold);
    }

    [Fact]
    public void A_checkpoint_of_other_weights_is_of_another_training()
    {
        var rows = WeightedPoint.Draw(count: 50);
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = Batches, ExampleWeightColumnName = "Weight", CheckpointPath = _folder.File("training.zip"),
        };
        var model = Fit(options, rows);
        Weights(Fit(options, rows)).Should().Equal(Weights(model), "the same weights are the same training");

        rows[3].Weight = 7;
        var fit = () => Fit(options, rows);

        fit.Should().Throw<InvalidOperationException>().WithMessage("*fingerprint of the training rows was*");
    }

    private DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options, List<WeightedPoint> rows) =>
        Trainer(options).Fit(View(rows));

    // Of a context of its own: the same seed for all.
    private static DenseNetworkTrainer Trainer(DenseNetworkTrainer.Options options) =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.DenseNetwork(options);

    private IDataView View(List<WeightedPoint> rows) => _ml.Data.LoadFromEnumerable(rows);

    private static float[] Weights(DenseNetworkTransformer model) =>
        [.. model.Network.Layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];

    private float LargestDifference(DenseNetworkTransformer a, DenseNetworkTransformer b, List<WeightedPoint> rows) =>
        Scores(a, rows).Zip(Scores(b, rows), (x, y) => Math.Abs(x - y)).Max();

    private IEnumerable<float> Scores(DenseNetworkTransformer model, List<WeightedPoint> rows) =>
        Testing.Rows.Vectors(model.Transform(View(rows)), "Score").SelectMany(row => row);

    private sealed class WeightedPoint
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }

        public float Weight { get; set; } = 1;

        public static List<WeightedPoint> Draw(int count, int seed = 1)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, count).Select(_ => random.Next(3)).Select(label => new WeightedPoint
            {
                Features = [label + random.NextSingle() + random.NextSingle() - 1, random.NextSingle()],
                Label = (uint)label, // objects have keys from 0
            })];
        }
    }

    /// <summary>Two classes, one of them of 5 % of the rows, that lie two standard deviations apart.</summary>
    private sealed class Rare
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(2)]
        public uint Label { get; set; }

        public float Weight { get; set; }

        public static IEnumerable<Rare> Draw(int count, int seed)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.05).Select(isRare => new Rare
            {
                Features = [Noise(random) + (isRare ? 2 : 0), Noise(random)],
                Label = isRare ? 1u : 0,
                Weight = isRare ? 19 : 1,
            })];
        }

        private static float Noise(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextSingle()) - 6;
    }

    private sealed class Coloured
    {
        public string Colour { get; set; } = "";
    }

    private sealed class Weighted
    {
        public float Weight { get; set; }
    }
}
