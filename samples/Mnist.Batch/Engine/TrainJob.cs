using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DenseNetworks.ML;
using Hangfire;
using Microsoft.ML;
using Mnist.Batch.Jobs;
using Mnist.Batch.Training;
using Mnist.Classifier;
using TorchSharp;

namespace Mnist.Batch.Engine;

/// <summary>The work of one training.</summary>
internal sealed class TrainJob
{
    /// <summary>Gets the queue of trainings for this version of the trainer.</summary>
    public static string Queue { get; } = $"train-{new TrainingSpec { Recipe = new(), Seed = 0 }.Name}";

    /// <summary>Trains, from the checkpoint of a killed worker if there is one, unless the result exists.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <param name="name">The training.</param>
    /// <param name="queue">The queue of the workers that may do it, for the engine.</param>
    /// <param name="run">The run that it belongs to, for the engine.</param>
    /// <param name="cancellationToken">Returns the training to its queue, to be continued.</param>
    /// <returns>The text on the dashboard.</returns>
    [JobDisplayName("Train {1}")]
    [Queue("{2}")]
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [1, 5, 30, 120, 600])]
    [CountsInRun(argument: 3)]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The engine reads them.")]
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The engine calls it on an object.")]
    public Task<string> RunAsync(string folder, string name, string queue, string run, CancellationToken cancellationToken) =>
        RunAsync(new(folder), name, progress: null, cancellationToken);

    /// <summary>Trains, from the checkpoint of a killed worker if there is one, unless the result exists.</summary>
    internal static async Task<string> RunAsync(
        SweepFolder folder, string name, IProgress<DenseNetworks.EpochResult>? progress, CancellationToken cancellationToken)
    {
        if (File.Exists(folder.Outcome(name)))
        {
            return "was done already";
        }

        var spec = JsonSerializer.Deserialize<TrainingSpec>(
            await File.ReadAllBytesAsync(folder.Spec(name), cancellationToken), TrainingSpec.Json)!;
        var classifier = Train(spec, folder.Checkpoint(name), progress, cancellationToken);
        var best = classifier.History!.Epochs[classifier.History.BestEpoch - 1];
        var test = classifier.Evaluate(DataOf(spec).Test).MicroAccuracy;
        var outcome = new TrainingOutcome(spec.Recipe.HiddenLayers, spec.Seed, best.ValidationAccuracy!.Value, test);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Model(name))!);
        classifier.Save(folder.Model(name));
        await BatchFile.WriteAsync(
            folder.Outcome(name),
            stream => JsonSerializer.SerializeAsync(stream, outcome, TrainingSpec.Json, cancellationToken));
        return $"{outcome.HeldOut:P2} of the held-out rows";
    }

    private static MnistDataset DataOf(TrainingSpec spec) =>
        spec.Data is null ? MnistDataset.Generate() : MnistDataset.Load(spec.Data);

    private static MnistClassifier Train(
        TrainingSpec spec,
        string checkpoint,
        IProgress<DenseNetworks.EpochResult>? progress,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(checkpoint)!);
        // The result depends on the number of threads, and machines differ in cores. Several trainings in parallel use all of
        // them.
        LibTorch.EnsureLoaded();
        torch.set_num_threads(1);
        try
        {
            return MnistClassifier.Train(
                DataOf(spec),
                spec.Recipe,
                new MLContext(spec.Seed),
                progress,
                checkpointPath: checkpoint,
                cancellationToken: cancellationToken);
        }
        catch (TrainingCanceledException e)
        {
            throw new OperationCanceledException("The training returns to its queue: another worker continues " +
                "it.", e, cancellationToken);
        }
    }
}
