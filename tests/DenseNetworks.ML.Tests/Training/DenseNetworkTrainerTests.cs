using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed partial class DenseNetworkTrainerTests
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
    public void Fits_of_one_trainer_at_once_give_what_each_gives_alone()
    {
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = Quick });
        var points = Point.GenerateLabelled(_ml);
        var alone = Weights(trainer.Fit(points));

        var together = new float[4][];
        Parallel.For(0, together.Length, i => together[i] = Weights(trainer.Fit(points)));

        together.Should().AllSatisfy(weights => weights.Should().Equal(alone));
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

    private static float[] Weights(DenseNetworkTransformer model) =>
        model.Network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray())).ToArray();

    private IDataView Replace(IDataView data, string column, string source) =>
        _ml.Transforms.CopyColumns(column, source).Fit(data).Transform(data);
}
