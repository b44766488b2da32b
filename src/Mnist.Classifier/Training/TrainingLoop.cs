using System.Diagnostics;
using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>Trains a network, epoch by epoch.</summary>
/// <param name="network">The network. It has the best weights when the training is over.</param>
/// <param name="training">The rows to learn from. Shuffled.</param>
/// <param name="validation">The rows to evaluate after each epoch, or null for none.</param>
/// <param name="recipe">How to train.</param>
/// <param name="random">Decides the order of the rows.</param>
internal sealed class TrainingLoop(
    TrainableNetwork network, RowSelection training, RowSelection? validation, TrainingRecipe recipe, Random random)
{
    // Evaluation keeps no gradients, so its batches can be large; larger ones are no faster.
    private const int EvaluationBatchSize = 1024;

    private readonly AdamOptimizer _optimizer = new(network.Parameters, network.Gradients);
    private readonly BestWeights? _bestWeights =
        recipe.EarlyStopping is { } earlyStopping ? new BestWeights(earlyStopping, network.Parameters) : null;

    /// <param name="onEpoch">Called after each epoch.</param>
    /// <param name="throwIfCancelled">Called before each batch.</param>
    /// <exception cref="InvalidOperationException">The loss is no longer a finite number.</exception>
    public TrainingHistory Run(Action<EpochResult> onEpoch, Action throwIfCancelled)
    {
        var epochs = new List<EpochResult>();
        for (var epoch = 1; epoch <= recipe.Epochs; epoch++)
        {
            var result = RunEpoch(epoch, throwIfCancelled);
            epochs.Add(result);
            onEpoch(result);
            if (_bestWeights?.Update(result) == false)
            {
                break;
            }
        }

        _bestWeights?.Restore();
        return new TrainingHistory(epochs.AsReadOnly(), _bestWeights?.Epoch ?? epochs.Count);
    }

    private EpochResult RunEpoch(int epoch, Action throwIfCancelled)
    {
        using var scope = torch.NewDisposeScope();
        var start = Stopwatch.GetTimestamp();
        var (loss, accuracy) = Train(throwIfCancelled);
        CheckFinite(epoch, "loss", loss);
        // The last step of the epoch is in no loss yet.
        CheckFinite(epoch, "sum of the weights", network.Parameters.sum().item<float>());

        (double Loss, double Accuracy)? validated = validation is null ? null : Evaluate(validation, throwIfCancelled);
        CheckFinite(epoch, "validation loss", validated?.Loss ?? 0);
        return new EpochResult
        {
            Epoch = epoch,
            EpochCount = recipe.Epochs,
            Loss = loss,
            Accuracy = accuracy,
            ValidationLoss = validated?.Loss,
            ValidationAccuracy = validated?.Accuracy,
            LearningRate = recipe.LearningRate,
            Duration = Stopwatch.GetElapsedTime(start),
        };
    }

    private void CheckFinite(int epoch, string name, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Training diverged in epoch {epoch}: the {name} is {value}. Use a LearningRate below {recipe.LearningRate}, or ") +
                "scale the features, to 0..1 for example.");
        }
    }

    private (double Loss, double Accuracy) Train(Action throwIfCancelled)
    {
        training.Shuffle(random);
        var sums = new RunningSums(network.Parameters.device);
        foreach (var (features, labels) in training.Batches(recipe.BatchSize))
        {
            throwIfCancelled();
            sums.Add(network.Differentiate(features, labels), labels.shape[0]);
            _optimizer.Step(recipe.LearningRate);
        }

        return sums.Average();
    }

    private (double Loss, double Accuracy) Evaluate(RowSelection rows, Action throwIfCancelled)
    {
        var sums = new RunningSums(network.Parameters.device);
        foreach (var (features, labels) in rows.Batches(EvaluationBatchSize))
        {
            throwIfCancelled();
            sums.Add(BatchSums.Measure(network.Forward(features), labels).Sums, labels.shape[0]);
        }

        return sums.Average();
    }
}
