namespace Mnist.Classifier.Training;

/// <summary>Watches the validation rows, keeps the best weights so far, and tells when to stop.</summary>
internal sealed class BestWeights(EarlyStopping settings, ITrainingEngine engine)
{
    private double? _bestScore;
    private int _epochsWithoutImprovement;

    /// <summary>Gets the number, from 1, of the best epoch so far; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes an epoch in and returns whether training should go on.</summary>
    public bool Update(EpochResult result)
    {
        // The higher the better.
        var score = settings.Metric == EarlyStoppingMetric.ValidationLoss ? -result.ValidationLoss!.Value : result.ValidationAccuracy!.Value;
        if (_bestScore is null || score > _bestScore + settings.MinimumImprovement)
        {
            _bestScore = score;
            engine.KeepWeights();
            _epochsWithoutImprovement = 0;
            Epoch = result.Epoch;
        }
        else
        {
            _epochsWithoutImprovement++;
        }

        return _epochsWithoutImprovement < settings.Patience;
    }

    /// <summary>Puts the best weights back.</summary>
    public void Restore() => engine.RestoreWeights();
}
