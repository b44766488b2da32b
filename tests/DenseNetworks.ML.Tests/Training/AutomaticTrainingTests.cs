using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>A trainer without options, and what it says of the rows.</summary>
public sealed class AutomaticTrainingTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _log = [];

    public AutomaticTrainingTests()
    {
        _ml.Log += (_, e) => _log.Add($"{e.Kind}: {e.Message}");
    }

    [Fact]
    public void Without_options_few_rows_are_learned()
    {
        var model = _ml.MulticlassClassification.Trainers.DenseNetwork().Fit(Point.GenerateLabelled(_ml, count: 60));

        _ml.MulticlassClassification.Evaluate(model.Transform(Point.GenerateLabelled(_ml, seed: 2))).MicroAccuracy.Should().BeGreaterThan(0.97);
        Warnings.Should().BeEmpty();
    }

    [Fact]
    public void What_was_chosen_is_in_the_history_and_in_one_line_of_the_log()
    {
        var history = _ml.MulticlassClassification.Trainers.DenseNetwork().Fit(Point.GenerateLabelled(_ml, count: 100)).History!;

        history.Epochs.Should().HaveCount(125).And.OnlyContain(epoch => epoch.EpochCount == 125);
        history.Epochs.Max(epoch => epoch.LearningRate).Should().BeApproximately(0.005, 1e-4);
        _log.Should().ContainSingle(line => line.Contains("Training on 100 rows by ", StringComparison.Ordinal))
            .Which.Should().Contain(": 128-128, 125 epochs, batches of 32, learning rate 0.005 (OneCycle), weight decay 5.");
    }

    [Fact]
    public void What_is_given_is_what_is_done()
    {
        var history = _ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 2, batchSize: 50, learningRate: 0.25)
            .Fit(Point.GenerateLabelled(_ml, count: 100)).History!;

        history.Epochs.Should().HaveCount(2);
        _log.Should().ContainSingle(line => line.Contains("2 epochs, batches of 50, learning rate 0.25", StringComparison.Ordinal));
    }

    [Fact]
    public void Fewer_rows_than_can_teach_anything_are_warned_of()
    {
        _ml.MulticlassClassification.Trainers.DenseNetwork().Fit(Point.GenerateLabelled(_ml, count: 12));

        Warnings.Should().ContainSingle().Which.Should().Contain("There are only 12 training rows for 3 classes");
    }

    [Theory]
    [InlineData(100, "Feature 0 of column 'Features' has a root mean square of ")]
    [InlineData(0.01, "All features of column 'Features' together have a root mean square of ")]
    [InlineData(2, null)]
    [InlineData(0.5, null)]
    public void Features_of_a_size_far_from_1_are_warned_of(float factor, string? warning)
    {
        foreach (var isSparse in (bool[])[false, true])
        {
            _log.Clear();

            _ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1).Fit(Scale(factor, isSparse));

            if (warning is null)
            {
                Warnings.Should().BeEmpty();
            }
            else
            {
                Warnings.Should().ContainSingle().Which.Should().Contain(warning).And.Contain("NormalizeMeanVariance");
            }
        }
    }

    [Fact]
    public void A_loss_that_still_falls_at_the_end_is_warned_of()
    {
        var points = Point.GenerateLabelled(_ml, count: 100);

        Fit(TrainingRecipe.Tutorial with { Epochs = 5 });
        Warnings.Should().ContainSingle().Which.Should().Contain("The loss was still falling").And.Contain("Use more than 5 Epochs");

        _log.Clear();
        Fit(TrainingRecipe.Tutorial with { Epochs = 200 });
        Warnings.Should().BeEmpty();

        void Fit(TrainingRecipe recipe) =>
            _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe }).Fit(points);
    }

    private IEnumerable<string> Warnings => _log.Where(line => line.StartsWith("Warning", StringComparison.Ordinal));

    // The first of eight features is as large as the factor, in four fifths of the rows, and the others are zero if sparse.
    private IDataView Scale(float factor, bool isSparse)
    {
        var random = new Random(1);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(row => new Row
        {
            Label = (uint)(row % 2),
            Features = [(row % 5 == 0 ? 0 : factor) * (row % 2 == 0 ? 1 : -1), .. Enumerable.Range(0, 7).Select(_ => isSparse ? 0 : random.NextSingle() * Math.Min(factor, 1))],
        }).ToList());
    }

    private sealed class Row
    {
        [VectorType(8)]
        public float[] Features { get; set; } = [];

        [KeyType(2)]
        public uint Label { get; set; }
    }
}
