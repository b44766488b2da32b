using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Calibration;

/// <summary>Points around three centres, and others far from all of them whose label is missing.</summary>
public sealed class BackgroundClassTests
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with
    {
        HiddenLayers = [32], Epochs = 30, LearningRate = 0.01, BackgroundClass = true,
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Rows_without_a_label_teach_what_is_none_of_the_classes()
    {
        var network = Fit(new() { Recipe = Quick }).Network;

        network.HasBackgroundClass.Should().BeTrue();
        network.ClassCount.Should().Be(3);
        network.Layers[^1].OutputSize.Should().Be(4);
        ShareKnown(network, Ring(seed: 5)).Should().BeLessThan(0.05);
        ShareKnown(network, Point.GenerateLabelled(_ml, seed: 6)).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Columns_metrics_and_saved_models_know_the_classes_alone()
    {
        var test = Point.GenerateLabelled(_ml, seed: 2);
        var model = Fit(new() { Recipe = Quick with { ValidationFraction = 0.2, TemperatureScaling = true } });

        var (loaded, _) = EstimatorContract.SaveAndLoad(_ml, model, test.Schema);
        var scored = loaded.Transform(test);

        _ml.MulticlassClassification.Evaluate(scored).MicroAccuracy.Should().BeGreaterThan(0.95);
        Testing.Rows.Vectors(scored, "Score").Should().OnlyContain(row => row.Length == 3 && Math.Abs(row.Sum() - 1) < 1e-5);
        Testing.Rows.ScoreBits(scored).Should().Equal(Testing.Rows.ScoreBits(model.Transform(test)));
        var network = ((DenseNetworkTransformer)loaded).Network;
        network.HasBackgroundClass.Should().BeTrue();
        network.Temperature.Should().Be(model.Network.Temperature);
        network.RejectionThreshold.Should().Be(model.Network.RejectionThreshold).And.NotBeNull();
    }

    [Fact]
    public void Validation_rows_without_a_label_count_as_one_class_more()
    {
        var ring = Ring(seed: 8);

        var model = Fit(new() { Recipe = Quick, ValidationSet = Append(Point.GenerateLabelled(_ml, count: 100, seed: 7), ring) });

        model.History!.Epochs[^1].ValidationAccuracy.Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void The_threshold_is_measured_on_the_validation_rows_of_the_classes()
    {
        var validation = Point.GenerateLabelled(_ml, count: 400, seed: 7);

        var network = Fit(new() { Recipe = Quick, ValidationSet = Append(validation, Ring(seed: 8)) }).Network;

        Scores(network, validation).Count(score => score < network.RejectionThreshold).Should().Be(2);
    }

    [Fact]
    public void A_background_class_without_examples_is_refused()
    {
        var fit = () => Fit(new() { Recipe = Quick }, Point.GenerateLabelled(_ml));

        fit.Should().Throw<InvalidOperationException>().WithMessage("BackgroundClass has no examples*missing label*");
    }

    [Fact]
    public void Rows_without_a_label_alone_are_refused()
    {
        var fit = () => Fit(new() { Recipe = Quick }, Ring(seed: 1));

        fit.Should().Throw<InvalidOperationException>().WithMessage("The data has no rows with a label.*");
    }

    private DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options, IDataView? data = null) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(options)
            .Fit(data ?? Append(Point.GenerateLabelled(_ml, count: 600), Ring(seed: 3)));

    // Points without a colour, from beyond the centres.
    private IDataView Ring(int seed)
    {
        var random = new Random(seed);
        var points = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ => Outside(random)).ToList());
        return Point.Prepare(_ml).Fit(points).Transform(points);
    }

    private static Point Outside(Random random)
    {
        var (angle, distance) = (random.NextSingle() * MathF.Tau, 3 + random.NextSingle());
        return new Point { Colour = "none", Position = [distance * MathF.Cos(angle), distance * MathF.Sin(angle)] };
    }

    private IDataView Append(IDataView first, IDataView second) => Point.Prepare(_ml).Fit(first).Transform(
        _ml.Data.LoadFromEnumerable(Read(first).Concat(Read(second)).ToList()));

    private IEnumerable<Point> Read(IDataView points) =>
        _ml.Data.CreateEnumerable<Point>(points, reuseRowObject: false, ignoreMissingColumns: true);

    private static double ShareKnown(DenseNetwork network, IDataView points)
    {
        var scores = Scores(network, points);
        return scores.Count(network.IsInDistribution) / (double)scores.Count;
    }

    private static List<float> Scores(DenseNetwork network, IDataView points) => Testing.Rows.Vectors(points, "Features").ConvertAll(features =>
    {
        network.ComputeProbabilities(features, new float[network.ClassCount], out var score);
        return score;
    });
}
