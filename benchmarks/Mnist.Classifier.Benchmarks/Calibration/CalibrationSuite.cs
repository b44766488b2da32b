namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures whether models are right as often as they say, without their temperature and with it.</summary>
internal sealed record CalibrationSuite : ModelSuite
{
    public override string Name => "calibration";

    public override string Description => "whether models are right as often as they say";

    /// <summary>Gets the folder to draw a reliability diagram into for each model, trained by seed 1, or null for none.</summary>
    public string? DiagramFolder { get; init; }

    protected override IReadOnlyList<Figure> Judge(Model model, LabeledImages digits, int threads)
    {
        var scored = ScoredDigits.Of(model.Classifier.Network, digits);
        double temperature = model.Classifier.Network.Temperature;
        var before = Measure(scored, 1);
        var after = Measure(scored, temperature);

        if (DiagramFolder is { } folder && model.Seed == 1)
        {
            Directory.CreateDirectory(folder);
            ReliabilityDiagram.Write(
                Path.Combine(folder, $"reliability-{model.Name}.png"), before.Reliability, after.Reliability, temperature);
        }

        return
        [
            new("accuracy", "%", 100 * after.Reliability.Accuracy),
            new("temperature", "", temperature),
            .. Describe("at temperature 1", before.Reliability, before.LogLoss),
            .. Describe("at its temperature", after.Reliability, after.LogLoss),
        ];
    }

    private static IEnumerable<Figure> Describe(string when, Reliability reliability, double logLoss) =>
    [
        new($"mean confidence, {when}", "%", 100 * reliability.MeanConfidence),
        new($"expected calibration error, {when}", "%", 100 * reliability.ExpectedError),
        new($"log loss, {when}", "nats", logLoss),
    ];

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
