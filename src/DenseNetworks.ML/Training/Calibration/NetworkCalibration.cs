namespace DenseNetworks.ML.Training;

/// <summary>
/// Fits what is not learned step by step but measured on the trained network: the temperature and the rejection threshold.
/// </summary>
internal sealed class NetworkCalibration(
    TrainingColumns columns, TrainingRecipe recipe, DenseNetwork? model, int threadCount, Action throwIfCancelled)
{
    // Scoring so many images of digits takes a hundredth of a second or two.
    private const int MaxTrainingRows = 5_000;

    // A temperature is one number: more rows make it no better, and their logits fill the memory.
    private const int MaxValidationRows = 100_000;

    /// <summary>Fits them.</summary>
    /// <exception cref="InvalidOperationException">A temperature is asked for, but no validation row has a label.</exception>
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

        var measured = heldOut is { Count: > 0 } ? heldOut : Choose(data.Training, MaxTrainingRows);
        var threshold = RejectionThresholdFit.Fit(measured.ComputeInDistributionScores(network), measured.Weights);
        // New rows that were learned have high scores, and they may be few: what the model knew is to stay known.
        return Make(layers, network.Temperature, threshold > model?.RejectionThreshold ? model.RejectionThreshold : threshold);
    }

    private CalibrationRows Choose(RowSelection rows, int limit) =>
        CalibrationRows.Choose(rows, columns.ClassCount, limit, threadCount, throwIfCancelled);

    private DenseNetwork Make(IEnumerable<DenseLayer> layers, float temperature, float? rejectionThreshold) =>
        new([.. layers], columns.HasBackgroundClass, temperature, rejectionThreshold);
}
