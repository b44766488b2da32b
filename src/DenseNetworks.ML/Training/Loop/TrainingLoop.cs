using System.Collections.Immutable;
using System.Diagnostics;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains a network, epoch by epoch, from the start or from the state of an interrupted training. Afterward, the engine has the
/// best weights.
/// </summary>
internal sealed class TrainingLoop(
    TrainingEngine engine, RowSelection training, RowSelection? validation, TrainingRecipe recipe, Random random,
    TrainingState? start = null)
{
    /// <summary>The maximum number of rows that are evaluated together. More are not faster.</summary>
    public const int EvaluationBatchSize = 1024;

    // A diverged training should not continue for hours, but each check waits for the GPU.
    private const int StepsBetweenChecks = 256;

    private readonly EarlyStoppingMonitor? _earlyStopping =
        recipe.EarlyStopping is { } earlyStopping ? new EarlyStoppingMonitor(earlyStopping, engine) : null;

    private readonly int _batchSize = recipe.BatchSize!.Value;
    private readonly int _epochCount = recipe.Epochs!.Value;
    private readonly int _stepsPerEpoch = StepsPerEpoch(training, recipe);
    private readonly LearningRates _learningRates = new(recipe, StepsPerEpoch(training, recipe));
    private long _step;
    private (TrainingHistory History, double? BestScore)? _saved;

    /// <summary>Gets a callback that is called after each batch; or null.</summary>
    public Action<BatchResult>? OnBatch { get; init; }

    /// <summary>Gets the seed of the MLContext, which the history records; or null.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Gets a value indicating whether to save the state after each epoch, which takes several times the memory of the
    /// weights.
    /// </summary>
    public bool KeepsStates { get; init; } = true;

    /// <summary>
    /// Returns a copy of the state after the last complete epoch; before the first, or if states are not saved, the initial
    /// one.
    /// </summary>
    public TrainingState? CopyState() => _saved is { } saved
        ? new TrainingState(engine.CopySavedState()!, saved.History, saved.BestScore)
        : start;

    public static int StepsPerEpoch(RowSelection training, TrainingRecipe recipe) =>
        Batches(training, recipe.BatchSize!.Value).Count();

    /// <exception cref="InvalidOperationException">The loss is no longer finite.</exception>
    public TrainingHistory Run(Action<EpochResult> onEpoch, Action throwIfCancelled)
    {
        Resume();
        var history = start?.History;
        ImmutableList<EpochResult> epochs = [.. history?.Epochs ?? []];
        while (epochs.Count < _epochCount && _earlyStopping?.HasPatience != false)
        {
            var result = RunEpoch(epochs.Count + 1, throwIfCancelled);
            epochs = epochs.Add(result);
            _earlyStopping?.Update(result);
            history = new TrainingHistory(epochs, _earlyStopping?.Epoch ?? epochs.Count, engine.Backend)
            {
                Seed = Seed,
                BatchSize = _batchSize,
            };
            if (KeepsStates)
            {
                engine.SaveState();
                _saved = (history, _earlyStopping?.Score);
            }

            onEpoch(result);
        }

        _earlyStopping?.Restore();
        return history!;
    }

    private void Resume()
    {
        if (start is null)
        {
            return;
        }

        engine.RestoreState(start.Engine);
        _earlyStopping?.Resume(start);
        _step = start.Engine.Step;
        foreach (var _ in start.History.Epochs)
        {
            training.Shuffle(random); // each epoch shuffles the order of the previous one
        }
    }

    private EpochResult RunEpoch(int epoch, Action throwIfCancelled)
    {
        var start = Stopwatch.GetTimestamp();
        var (loss, accuracy) = Train(epoch, throwIfCancelled);
        CheckLoss(epoch, loss);
        // The loss does not include the last step of the epoch.
        CheckFinite(epoch, $"a weight is not a finite number", engine.HasFiniteWeights());

        (double Loss, double Accuracy)? validated = validation is null ? null : Evaluate(validation, throwIfCancelled);
        CheckFinite(epoch, $"the validation loss is {validated?.Loss}", double.IsFinite(validated?.Loss ?? 0));
        return new EpochResult
        {
            Epoch = epoch,
            EpochCount = _epochCount,
            Loss = loss,
            Accuracy = accuracy,
            ValidationLoss = validated?.Loss,
            ValidationAccuracy = validated?.Accuracy,
            LearningRate = _learningRates[_step - 1],
            Duration = Stopwatch.GetElapsedTime(start),
        };
    }

    private void CheckLoss(int epoch, double loss) => CheckFinite(epoch, $"the loss is {loss}", double.IsFinite(loss));

    private void CheckFinite(int epoch, FormattableString problem, bool isFinite)
    {
        if (!isFinite)
        {
            throw new TrainingDivergedException(
                FormattableString.Invariant($"Training diverged in epoch {epoch}: {FormattableString.Invariant(problem)}. ") +
                FormattableString.Invariant($"Use a LearningRate below {recipe.LearningRate}, or scale the features, to ") +
                "0..1 for example.",
                epoch);
        }
    }

    private (double Loss, double Accuracy) Train(int epoch, Action throwIfCancelled)
    {
        training.Shuffle(random);
        engine.Begin(training);
        foreach (var (start, count) in Batches(training, _batchSize))
        {
            throwIfCancelled();
            engine.Step(start, count, _learningRates[_step]);
            _step++;
            if (_step % StepsBetweenChecks == 0)
            {
                CheckLoss(epoch, engine.Result().Loss);
            }

            OnBatch?.Invoke(Describe(epoch, batch: (start / _batchSize) + 1));
        }

        return engine.Result();
    }

    private BatchResult Describe(int epoch, int batch)
    {
        var (loss, accuracy) = engine.Result();
        return new BatchResult
        {
            Epoch = epoch,
            EpochCount = _epochCount,
            Batch = batch,
            BatchCount = _stepsPerEpoch,
            Loss = loss,
            Accuracy = accuracy,
        };
    }

    private (double Loss, double Accuracy) Evaluate(RowSelection rows, Action throwIfCancelled)
    {
        engine.Begin(rows);
        foreach (var (start, count) in Batches(rows, EvaluationBatchSize))
        {
            throwIfCancelled();
            engine.Evaluate(start, count);
        }

        return engine.Result();
    }

    private static IEnumerable<(int Start, int Count)> Batches(RowSelection rows, int batchSize)
    {
        int count;
        for (var start = 0; start < rows.Count; start += count)
        {
            count = Math.Min(batchSize, rows.Count - start);
            yield return (start, count);
        }
    }
}

/// <summary>
/// The state of a training after a complete epoch, with the best score of early stopping, where higher is better.
/// </summary>
internal sealed record TrainingState(EngineState Engine, TrainingHistory History, double? BestScore);
