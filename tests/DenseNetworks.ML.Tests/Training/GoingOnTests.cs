using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>A training that starts at the weights of a trained network, with other rows.</summary>
public sealed class FineTuningTests : IDisposable
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 5, LearningRate = 0.01 };

    // So low a rate changes nothing.
    private static readonly TrainingRecipe Still = Quick with { Epochs = 1, LearningRate = 1e-30 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void I_can_teach_a_saved_model_new_rows()
    {
        var path = _folder.File("points.zip");
        var points = Point.GenerateLabelled(_ml);
        _ml.Model.Save(Fit(Quick, points), points.Schema, path);
        var loaded = (DenseNetworkTransformer)_ml.Model.Load(path, out _);
        var turned = Turn(Point.GenerateLabelled(_ml, count: 60, seed: 2));
        var recipe = TrainingRecipe.FineTuning(loaded.Network) with { LearningRate = 0.01, Epochs = 30 };

        var model = Trainer(recipe).Fit(turned, loaded.Network);

        var test = Turn(Point.GenerateLabelled(_ml, seed: 3));
        Accuracy(model, test).Should().BeGreaterThan(0.9).And.BeGreaterThan(Accuracy(loaded, test) + 0.1);
        model.History!.Epochs.Should().HaveCount(recipe.Epochs!.Value, "the history is that of the new training");
        Accuracy(loaded, points).Should().BeGreaterThan(0.95, "what it went on from is as it was");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void It_starts_where_the_model_is(double averaging)
    {
        var points = Point.GenerateLabelled(_ml);
        var before = Fit(Quick, points);

        var after = Trainer(Still with { WeightAveraging = averaging }).Fit(points, before.Network);

        LargestDifference(Scores(after, points), Scores(before, points)).Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void The_temperature_of_the_model_stays_in_its_probabilities()
    {
        var points = Point.GenerateLabelled(_ml, count: 40);
        var before = Trainer(Quick with { Epochs = 60, TemperatureScaling = true })
            .Fit(points, validationData: Point.GenerateLabelled(_ml, count: 300, seed: 9));
        before.Network.Temperature.Should().NotBe(1);

        var after = Trainer(Still).Fit(points, before.Network);

        after.Network.Temperature.Should().Be(1);
        LargestDifference(Scores(after, points), Scores(before, points)).Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void What_the_model_knew_stays_known()
    {
        var points = Point.GenerateLabelled(_ml, count: 40);
        var network = Networks.Random(1, 2, 16, 3);

        var low = Trainer(Still).Fit(points, new DenseNetwork([.. network.Layers], rejectionThreshold: -5));
        var high = Trainer(Still).Fit(points, new DenseNetwork([.. network.Layers], rejectionThreshold: 5));

        low.Network.RejectionThreshold.Should().Be(-5);
        high.Network.RejectionThreshold.Should().Be(Trainer(Still).Fit(points, network).Network.RejectionThreshold).And.BeInRange(-5, 5);
    }

    [Fact]
    public void It_gives_the_same_weights_every_time()
    {
        var points = Point.GenerateLabelled(_ml, count: 100);
        var before = Fit(Quick, points).Network;

        var models = Enumerable.Range(0, 2).Select(_ => Trainer(Quick).Fit(points, before));

        models.Select(model => string.Join(' ', Testing.Rows.ScoreBits(model.Transform(points)))).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void A_recipe_for_it_fits_the_model()
    {
        var network = new DenseNetwork([.. Networks.Random(1, 2, 7, 5, 4).Layers], hasBackgroundClass: true);

        var recipe = TrainingRecipe.FineTuning(network);

        recipe.HiddenLayers.Should().Equal(7, 5);
        recipe.BackgroundClass.Should().BeTrue();
    }

    [Theory]
    [InlineData(3, 16, 3, false, "has 3 features, but the data has 2. Prepare the data with the steps of the network's own pipeline.")]
    [InlineData(2, 20, 3, false, "has the HiddenLayers [20], but the recipe has [16]. Set those of the network, or use TrainingRecipe.FineTuning.")]
    [InlineData(2, 16, 4, false, "has 4 classes, but the label has 3. Map labels to keys with the transformer that the network was trained with.")]
    [InlineData(2, 16, 3, true, "has a background class. Set BackgroundClass to true, or use TrainingRecipe.FineTuning.")]
    public void A_model_of_another_shape_is_refused(int features, int units, int classes, bool hasBackground, string problem)
    {
        var network = new DenseNetwork(
            [.. Networks.Random(1, features, units, classes + (hasBackground ? 1 : 0)).Layers], hasBackgroundClass: hasBackground);

        var fit = () => Trainer(Quick).Fit(Point.GenerateLabelled(_ml), network);

        fit.Should().Throw<InvalidOperationException>().WithMessage($"The model to continue from {problem}");
    }

    [Fact]
    public void A_model_of_other_classes_is_refused()
    {
        var network = Networks.Random(1, 2, 16, 3).With(["red", "blue", "green"], history: null);

        var fit = () => Trainer(Quick).Fit(Point.GenerateLabelled(_ml), network);

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            "The model to continue from has 'blue' as class 2, but 'green' is key 2 of the label. Map labels to keys with the transformer *");
    }

    [Fact]
    public void A_checkpoint_is_of_the_model_that_it_started_from()
    {
        var points = Point.GenerateLabelled(_ml, count: 100);
        var trainer = Trainer(new DenseNetworkTrainer.Options { Recipe = Quick, CheckpointPath = _folder.File("training.zip") });
        var network = Networks.Random(1, 2, 16, 3);
        var model = trainer.Fit(points, network);

        Scores(trainer.Fit(points, network), points).Should().Equal(Scores(model, points), "it is only read again");
        trainer.Invoking(t => t.Fit(points, Networks.Random(2, 2, 16, 3))).Should().Throw<InvalidOperationException>()
            .WithMessage("*belongs to another training: model to go on from was *");
        trainer.Invoking(t => t.Fit(points)).Should().Throw<InvalidOperationException>()
            .WithMessage("*belongs to another training: model to go on from was * and is none*");
    }

    private static DenseNetworkTransformer Fit(TrainingRecipe recipe, IDataView data) => Trainer(recipe).Fit(data);

    private static DenseNetworkTrainer Trainer(TrainingRecipe recipe) => Trainer(new DenseNetworkTrainer.Options { Recipe = recipe });

    private static DenseNetworkTrainer Trainer(DenseNetworkTrainer.Options options) =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.DenseNetwork(options);

    private double Accuracy(DenseNetworkTransformer model, IDataView data) =>
        _ml.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy;

    private static float[] Scores(DenseNetworkTransformer model, IDataView data) =>
        [.. Testing.Rows.Vectors(model.Transform(data), "Score").SelectMany(row => row)];

    private static float LargestDifference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    // By a sixth of a full turn: many points now lie where those of another colour lay.
    private IDataView Turn(IDataView points)
    {
        var (sin, cos) = MathF.SinCos(MathF.PI / 3);
        return _ml.Transforms.CustomMapping<Placed, Placed>(
            (from, to) => to.Features = [(cos * from.Features[0]) - (sin * from.Features[1]), (sin * from.Features[0]) + (cos * from.Features[1])],
            contractName: null).Fit(points).Transform(points);
    }

    private sealed class Placed
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
