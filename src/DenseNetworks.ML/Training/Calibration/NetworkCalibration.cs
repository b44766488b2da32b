namespace DenseNetworks.ML.Training;

/// <summary>
/// Fits what is not learned step by step but measured on the trained network: the temperature and the known threshold.
/// </summary>
internal sealed class NetworkCalibration(TrainingColumns columns, TrainingRecipe recipe, int threadCount, Action throwIfCancelled)
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
        var network = Make(layers, temperature: 1, knownThreshold: null);
        if (recipe.TemperatureScaling)
        {
            network = Make(layers, TemperatureFit.Fit(heldOut!.ComputeLogits(network), heldOut.Labels, throwIfCancelled), knownThreshold: null);
        }

        var measured = heldOut is { Count: > 0 } ? heldOut : Choose(data.Training, MaxTrainingRows);
        return Make(layers, network.Temperature, KnownThresholdFit.Fit(measured.ComputeKnownScores(network)));
    }

    private CalibrationRows Choose(RowSelection rows, int limit) =>
        CalibrationRows.Choose(rows, columns.ClassCount, limit, threadCount, throwIfCancelled);

    private DenseNetwork Make(IEnumerable<DenseLayer> layers, float temperature, float? knownThreshold) =>
        new([.. layers], columns.HasBackgroundClass, temperature, knownThreshold);
}
