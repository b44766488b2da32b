namespace DenseNetworks.ML.Training;

/// <summary>Calibrates a trained network: fits its temperature and its rejection threshold.</summary>
internal sealed class NetworkCalibration(
    TrainingColumns columns, TrainingRecipe recipe, DenseNetwork? model, int threadCount, Action throwIfCancelled)
{
    // Scoring this many images of digits takes 10 to 20 ms.
    private const int MaxTrainingRows = 5_000;

    // A temperature is a single number, so more rows do not improve it, but their logits would take memory.
    private const int MaxValidationRows = 100_000;

    /// <exception cref="InvalidOperationException">A temperature is required, but no validation row has a label.</exception>
    public DenseNetwork Calibrate(IEnumerable<DenseLayer> layers, TrainingData data)
    {
        var heldOut = data.Validation is null ? null : Choose(data.Validation, MaxValidationRows);
        var network = Make(layers, temperature: 1, rejectionThreshold: null);
        if (recipe.TemperatureScaling)
        {
            var temperature = TemperatureFit.Fit(
                heldOut!.ComputeLogits(network), heldOut.Labels, heldOut.Weights, throwIfCancelled);
            network = Make(layers, temperature, rejectionThreshold: null);
        }

        var measured = heldOut is { Count: > 0 } ? heldOut : ChooseLearned(data.Training);
        var threshold = RejectionThresholdFit.Fit(
            measured.ComputeInDistributionScores(network), measured.Weights,
            measured.AreAugmented ? RejectionThresholdFit.RejectedCopies : RejectionThresholdFit.RejectedShare);
        // New training rows have high scores and may be few. What the model accepted must remain accepted.
        return Make(layers, network.Temperature, threshold > model?.RejectionThreshold ? model.RejectionThreshold : threshold);
    }

    // A network knows few rows by heart, and scores them far higher than new ones, but not their augmented copies.
    private CalibrationRows ChooseLearned(RowSelection rows)
    {
        var learned = Choose(rows, MaxTrainingRows);
        return recipe.Augmentation is { } augmentation && learned.Count is > 0 and < MaxTrainingRows
            ? learned.Augment(new ImageAugmenter(augmentation, columns.FeatureCount), MaxTrainingRows)
            : learned;
    }

    private CalibrationRows Choose(RowSelection rows, int limit) =>
        CalibrationRows.Choose(rows, columns.ClassCount, limit, threadCount, throwIfCancelled);

    private DenseNetwork Make(IEnumerable<DenseLayer> layers, float temperature, float? rejectionThreshold) =>
        new([.. layers], columns.HasBackgroundClass, temperature, rejectionThreshold);
}
