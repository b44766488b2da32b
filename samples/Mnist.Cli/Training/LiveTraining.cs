using System.Diagnostics;
using DenseNetworks;
using DenseNetworks.ML;
using Mnist.Classifier;
using Spectre.Console;

namespace Mnist.Cli.Training;

/// <summary>Shows a training as a progress bar, with the epochs above it.</summary>
internal sealed class LiveTraining : IProgress<EpochResult>, IProgress<BatchResult>
{
    // More lines would fill the screen.
    private const int MostEpochLines = 20;

    // With fewer columns, the text would leave no room for the bar.
    private const int NarrowWidth = 80;

    // Faster than the eye, and far slower than batches.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly ProgressTask _bar;
    private long _shown;

    private LiveTraining(IAnsiConsole console, ProgressTask bar)
    {
        _console = console;
        _bar = bar;
    }

    /// <summary>Trains, and shows the progress.</summary>
    public static MnistClassifier Run(IAnsiConsole console, Func<LiveTraining, MnistClassifier> train) => console.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn())
        .Start(context => train(new LiveTraining(console, context.AddTask("Preparing the images"))));

    public void Report(BatchResult value)
    {
        if (value.Batch < value.BatchCount && Stopwatch.GetElapsedTime(_shown) < Pause)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        _bar.MaxValue = (double)value.EpochCount * value.BatchCount;
        _bar.Value = ((value.Epoch - 1.0) * value.BatchCount) + value.Batch;
        _bar.Description = _console.Profile.Width < NarrowWidth
            ? $"epoch {value.Epoch} of {value.EpochCount}"
            : $"epoch {value.Epoch} of {value.EpochCount}, batch {value.Batch} of {value.BatchCount}, " +
                $"loss {value.Loss:F4}, accuracy {100 * value.Accuracy:F2} %";
    }

    public void Report(EpochResult value)
    {
        var every = ((value.EpochCount - 1) / MostEpochLines) + 1;
        if (value.Epoch % every == 0 || value.Epoch == value.EpochCount)
        {
            _console.WriteLine(TrainingRemarks.Describe(value));
        }
    }
}
