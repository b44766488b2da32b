namespace DenseNetworks.ML.Training;

/// <summary>Monitors the validation metric, stores the best weights so far, and determines when to stop.</summary>
internal sealed class EarlyStoppingMonitor(EarlyStopping settings, TrainingEngine engine)
{
    /// <summary>Gets the number, from 1, of the best epoch so far; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Gets the best score so far, where higher is better; or null before the first epoch.</summary>
    public double? Score { get; private set; }

    public int EpochsWithoutImprovement { get; private set; }

    public bool HasPatience => EpochsWithoutImprovement < settings.Patience;

    /// <summary>Resumes from the state of a training.</summary>
    public void Resume(TrainingState state)
    {
        Epoch = state.History.BestEpoch;
        Score = state.BestScore;
        EpochsWithoutImprovement = state.History.Epochs.Count - Epoch;
    }

    public void Update(EpochResult result)
    {
        var score = settings.Metric == EarlyStoppingMetric.ValidationLoss
            ? -result.ValidationLoss!.Value
            : result.ValidationAccuracy!.Value;
        if (Score is null || score > Score + settings.MinimumImprovement)
        {
            Score = score;
            engine.KeepWeights();
            EpochsWithoutImprovement = 0;
            Epoch = result.Epoch;
        }
        else
        {
            EpochsWithoutImprovement++;
        }
    }

    public void Restore() => engine.RestoreWeights();
}
