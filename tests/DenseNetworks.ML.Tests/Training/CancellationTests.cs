using System.Reflection;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed class CancellationTests
{
    [Fact]
    public void A_token_cancels_between_two_batches()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;

        var fit = () => Fit(new MLContext(seed: 1), Cancel, source.Token);

        void Cancel(EpochResult result)
        {
            epochs++;
            source.Cancel();
        }

        var exception = fit.Should().Throw<TrainingCanceledException>().Which;
        exception.CancellationToken.Should().Be(source.Token);
        exception.Checkpoint!.History.Epochs.Should().HaveCount(1);
        exception.Message.Should().Be(
            "The training was canceled after 1 of 1000 epochs. The exception's Checkpoint has the best network so far, and can be saved.");
        epochs.Should().Be(1);
    }

    [Fact]
    public void What_follows_the_last_epoch_is_cancelled_too()
    {
        using var source = new CancellationTokenSource();

        var fit = () => Fit(new MLContext(seed: 1), _ => source.Cancel(), source.Token, epochs: 1);

        fit.Should().Throw<TrainingCanceledException>().Which.Checkpoint!.History.Epochs.Should().HaveCount(1);
    }

    [Fact]
    public void A_token_that_is_cancelled_before_stops_the_reading_of_the_data()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var fit = () => Fit(new MLContext(seed: 1), _ => { }, source.Token);

        fit.Should().Throw<TrainingCanceledException>().Which.Checkpoint.Should().BeNull();
    }

    [Fact]
    public void The_context_cancels_too()
    {
        var ml = new MLContext(seed: 1);

        // As AutoML ends a trial that takes too long; the method is closed to others.
        var cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;

        var fit = () => Fit(ml, _ => cancel.Invoke(ml, null), CancellationToken.None);

        fit.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void An_exception_of_the_callback_reaches_the_caller()
    {
        var fit = () => Fit(new MLContext(seed: 1), _ => throw new TimeoutException("mine"), CancellationToken.None);

        fit.Should().Throw<TimeoutException>().WithMessage("mine");
    }

    private static void Fit(MLContext ml, Action<EpochResult> onEpoch, CancellationToken token, int epochs = 1_000) =>
        ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [8], Epochs = epochs },
            CancellationToken = token,
            Progress = new Reporter<EpochResult>(onEpoch),
        }).Fit(Point.GenerateLabelled(ml));
}
