using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using Mnist.Cli.Commands;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>A training that shows its progress, and returns its best model so far when it is interrupted.</summary>
internal sealed record TrainingJob
{
    public required MnistDataset Data { get; init; }

    /// <summary>Gets the folder or table that the digits are from, or null.</summary>
    public string? DataPath { get; init; }

    public required string RecipeName { get; init; }

    /// <summary>Gets the recipe, or null for the choice of the library.</summary>
    public required TrainingRecipe? Recipe { get; init; }

    /// <summary>Gets the model to continue from, or null.</summary>
    public MnistClassifier? From { get; init; }

    public required int Seed { get; init; }

    public string? CheckpointPath { get; init; }

    public int? Gpu { get; init; }

    public required TrainingBackend Backend { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="TrainingCanceledException">It was interrupted in the first epoch, so there is no model.</exception>
    /// <exception cref="CommandFailedException">
    /// It diverged in the first epoch, the checkpoint is of another training, or the GPU does not exist.
    /// </exception>
    public TrainedModel Run(Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            return new(Show(reply, cancellationToken), ExitCode.Done);
        }
        catch (TrainingCanceledException e) when (e.Checkpoint is { } checkpoint)
        {
            return BestOf(checkpoint, $"Interrupted after {checkpoint.History.Epochs.Count} of " +
                $"{checkpoint.History.Epochs[^1].EpochCount} epochs.", reply, ExitCode.Interrupted);
        }
        catch (TrainingDivergedException e) when (e.Checkpoint is { } checkpoint)
        {
            return BestOf(checkpoint, e.Message, reply, ExitCode.Failed);
        }
        catch (InvalidOperationException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    // The temperature and the threshold are computed at the end of a training.
    private static TrainedModel BestOf(TrainingCheckpoint checkpoint, string reason, Reply reply, int exitCode)
    {
        reply.Remark($"{reason} The best model so far is saved. It is not calibrated, and accepts every image as a digit.");
        return new(MnistClassifier.FromCheckpoint(checkpoint), exitCode);
    }

    /// <summary>Trains on another data set, without a checkpoint.</summary>
    /// <exception cref="CommandFailedException">The GPU does not exist.</exception>
    public MnistClassifier Train(MnistDataset data, IProgress<EpochResult> progress, CancellationToken cancellationToken)
    {
        try
        {
            return MnistClassifier.Train(
                data, Recipe, CreateContext(), progress, from: From, backend: Backend, cancellationToken: cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private MnistClassifier Show(Reply reply, CancellationToken cancellationToken)
    {
        return reply.LiveConsole is { } console
            ? LiveTraining.Run(console, live => TrainAll(live, live))
            : TrainAll(new TrainingRemarks(reply), null);

        MnistClassifier TrainAll(IProgress<EpochResult> progress, IProgress<BatchResult>? batchProgress) =>
            MnistClassifier.Train(
                Data, Recipe, CreateContext(), progress, batchProgress, CheckpointPath, from: From, backend: Backend,
                cancellationToken: cancellationToken);
    }

    // A requested GPU must not be replaced by the processor.
    private MLContext CreateContext() => new(Seed) { GpuDeviceId = Gpu, FallbackToCpu = false };
}
