namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures whether models are right as often as they say, without their temperature and with it.</summary>
internal sealed record CalibrationSuite : ModelSuite
{
    public override string Name => "calibration";

    public override string Description => "whether models are right as often as they say";

    /// <summary>Gets the folder to draw a reliability diagram for each model into, or null for none.</summary>
    public string? DiagramFolder { get; init; }

    protected override void Judge(Model model, LabeledImages digits, SuiteReport report)
    {
        var scored = ScoredDigits.Of(model.Classifier.Network, digits);
        var temperature = TemperatureOf(model.Classifier.Network);
        var before = Measure(scored, 1);
        var after = Measure(scored, temperature);

        Add("accuracy", "%", 100 * after.Reliability.Accuracy);
        Add("temperature", "", temperature);
        foreach (var (when, (reliability, logLoss)) in new[] { ("at temperature 1", before), ("at its temperature", after) })
        {
            Add($"mean confidence, {when}", "%", 100 * reliability.MeanConfidence);
            Add($"expected calibration error, {when}", "%", 100 * reliability.ExpectedError);
            Add($"log loss, {when}", "nats", logLoss);
        }

        if (DiagramFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"reliability-{model.Name}.png");
            ReliabilityDiagram.Write(path, before.Reliability, after.Reliability, temperature);
            report.Note($"Drawn: {path}.");
        }

        void Add(string name, string unit, double value) => report.Add(name, unit, new Measurement(model.Name, [value]));
    }

    // Until networks have one.
    private static double TemperatureOf(DenseNetwork network) => network.ClassCount > 0 ? 1 : 0;

    private static (Reliability Reliability, double LogLoss) Measure(ScoredDigits scored, double temperature)
    {
        var rows = scored.Probabilities(temperature).Zip(scored.Labels, (row, label) => (
            Confidence: row.Max(),
            IsRight: Array.IndexOf(row, row.Max()) == label,
            Loss: -Math.Log(Math.Max(row[label], double.Epsilon)))).ToList();
        return (
            new Reliability([.. rows.Select(row => (row.Confidence, row.IsRight))]),
            rows.Average(row => row.Loss));
    }
}
