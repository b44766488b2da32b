using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed class BatchProgressTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<BatchResult> _batches = [];
    private readonly List<EpochResult> _epochs = [];

    [Fact]
    public void Each_batch_is_reported_when_it_ends()
    {
        Fit(_batches.Add); // 500 rows: 7 batches of 64 and one of 52

        _batches.Select(batch => (batch.Epoch, batch.Batch)).Should().Equal(
            from epoch in Enumerable.Range(1, 3) from batch in Enumerable.Range(1, 8) select (epoch, batch));
        _batches.Should().OnlyContain(batch => batch.EpochCount == 3 && batch.BatchCount == 8);
    }

    [Fact]
    public void The_last_batch_of_an_epoch_has_the_figures_of_the_epoch()
    {
        Fit(_batches.Add);

        _batches.Where(batch => batch.Batch == 8).Select(batch => (batch.Loss, batch.Accuracy))
            .Should().Equal(_epochs.Select(epoch => (epoch.Loss, epoch.Accuracy)));
        _batches[0].Loss.Should().NotBe(_batches[7].Loss);
    }

    [Fact]
    public void Who_watches_changes_nothing()
    {
        var watched = Fit(_batches.Add).Network;
        var unwatched = Fit(null).Network;

        watched.Layers.SelectMany(layer => layer.Weights.ToArray())
            .Should().Equal(unwatched.Layers.SelectMany(layer => layer.Weights.ToArray()));
    }

    [Fact]
    public void An_exception_of_the_callback_reaches_the_caller()
    {
        var fit = () => Fit(_ => throw new TimeoutException("mine"));

        fit.Should().Throw<TimeoutException>().WithMessage("mine");
    }

    private DenseNetworkTransformer Fit(Action<BatchResult>? onBatch) => new MLContext(seed: 1)
        .MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [8], Epochs = 3, BatchSize = 64 },
            Progress = new Reporter<EpochResult>(_epochs.Add),
            BatchProgress = onBatch is null ? null : new Reporter<BatchResult>(onBatch),
        })
        .Fit(Point.GenerateLabelled(_ml, count: 500));
}
