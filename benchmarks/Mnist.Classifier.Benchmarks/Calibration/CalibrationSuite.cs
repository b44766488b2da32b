using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures whether models are right as often as they say, without their temperature and with it.</summary>
internal sealed record CalibrationSuite : ModelSuite
{
    public override string Name => "calibration";

    public override string Description => "whether models are right as often as they say";

    /// <summary>
    /// Gets the folder to draw a reliability diagram into for each model, trained by seed 1, or null for none.
    /// </summary>
    public string? DiagramFolder { get; init; }

    protected override IReadOnlyList<Figure> Evaluate(Model model, LabeledImages digits, int threads)
    {
        var scored = ScoredDigits.Of(model.Classifier.Network, digits);
        double temperature = model.Classifier.Network.Temperature;
        var before = Measure(scored, 1);
        var after = Measure(scored, temperature);

        if (DiagramFolder is { } folder && model.Seed == 1)
        {
            Directory.CreateDirectory(folder);
            ReliabilityDiagram.Write(
                Path.Combine(folder, $"reliability-{model.Name}.png"), before.Calibration, after.Calibration, temperature);
        }

        return
        [
            new("accuracy", "%", 100 * after.Calibration.Accuracy),
            new("temperature", "", temperature),
            .. Describe("at temperature 1", before.Calibration, before.LogLoss),
            .. Describe("at its temperature", after.Calibration, after.LogLoss),
        ];
    }

    private static IEnumerable<Figure> Describe(string when, CalibrationMetrics reliability, double logLoss) =>
    [
        new($"mean confidence, {when}", "%", 100 * reliability.MeanConfidence),
        new($"expected calibration error, {when}", "%", 100 * reliability.ExpectedCalibrationError),
        new($"log loss, {when}", "nats", logLoss),
    ];

    private static (CalibrationMetrics Calibration, double LogLoss) Measure(ScoredDigits scored, double temperature)
    {
        var probabilities = scored.Probabilities(temperature);
        var context = new MLContext();
        var rows = context.Data.LoadFromEnumerable(probabilities.Zip(scored.Labels, ScoredRow.Of));
        return (
            context.MulticlassClassification.EvaluateCalibration(rows),
            probabilities.Zip(scored.Labels, (row, label) => -Math.Log(Math.Max(row[label], double.Epsilon))).Average());
    }
}
