using Microsoft.ML;
using Mnist.Classifier;
using Mnist.Cli.Commands;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>A training that shows how it goes, and gives what it has when it is interrupted.</summary>
internal sealed record TrainingJob
{
    public required MnistDataset Data { get; init; }

    public required string RecipeName { get; init; }

    public required TrainingRecipe Recipe { get; init; }

    public required int Seed { get; init; }

    public string? CheckpointPath { get; init; }

    public int? Gpu { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted in the first epoch: there is nothing to give.</exception>
    /// <exception cref="CommandFailedException">The checkpoint is of another training, or the GPU is not there.</exception>
    public (MnistClassifier Classifier, bool IsInterrupted) Run(Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            // Who names a GPU does not want to wait for the processor.
            var context = new MLContext(Seed) { GpuDeviceId = Gpu, FallbackToCpu = false };
            return (ShowWhile(reply, display => MnistClassifier.Train(
                Data, Recipe, context, display, display, CheckpointPath, cancellationToken)), false);
        }
        catch (TrainingCanceledException e) when (e.Checkpoint is { } checkpoint)
        {
            reply.Remark($"Interrupted after {checkpoint.History.Epochs.Count} of {Recipe.Epochs} epochs.");
            return (MnistClassifier.FromCheckpoint(checkpoint), true);
        }
        catch (InvalidOperationException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static MnistClassifier ShowWhile(Reply reply, Func<ITrainingDisplay, MnistClassifier> train) =>
        reply.LiveConsole is { } console ? LiveTraining.Run(console, train) : train(new TrainingRemarks(reply));
}
