namespace Mnist.Classifier.Reliability;

/// <summary>The same seed in other processes, cultures and time zones.</summary>
internal sealed class DeterminismSuite : ISuite
{
    private static readonly (string Name, string Culture, string TimeZone)[] Places =
    [
        ("another process", "", "UTC"),
        ("tr-TR, Kathmandu", "tr-TR", "Asia/Kathmandu"),
        ("ar-SA, St Johns", "ar-SA", "America/St_Johns"),
        ("de-DE, Kathmandu", "de-DE", "Asia/Kathmandu"),
        ("invariant, St Johns", "", "America/St_Johns"),
    ];

    public string Name => "determinism";

    public string Description => "the same seed twice, in other processes, in other cultures and time zones";

    public void Run(Trial trial, Report report)
    {
        var model = Path.Combine(trial.MakeFolder("determinism"), "model.zip");
        Digits.Train(seed: 1, TrainingAtOnce.Recipes[^1].Recipe).Save(model);
        var first = Fingerprints.Take(model);
        var others = new List<(string Name, IReadOnlyList<Fingerprint> Fingerprints)> { ("again in this process", Fingerprints.Take(model)) };
        others.AddRange(Places.Take(trial.Times(Places.Length, 2)).Select(place => (place.Name, Read(place, model))));

        report.Add(new Table(
            ["SHA-256, its first 12 digits", "first", .. others.Select(other => other.Name)],
            [.. first.Select((fingerprint, row) => (IReadOnlyList<string>)
                [fingerprint.Name, fingerprint.Hash, .. others.Select(other => Show(other.Fingerprints[row], fingerprint))])]));
        foreach (var (name, fingerprints) in others)
        {
            report.CheckNone(
                $"everything in the table, {name}", "the same bytes",
                first.Zip(fingerprints).Count(pair => pair.First != pair.Second), first.Count, "things");
        }

        CompareDoors(report, first);
        report.Note("A zip says how many seconds each epoch took. Without these numbers two trainings give the same bytes.");
    }

    private static void CompareDoors(Report report, IReadOnlyList<Fingerprint> fingerprints)
    {
        var ways = fingerprints.Where(fingerprint => fingerprint.Name.StartsWith(Fingerprints.Probabilities, StringComparison.Ordinal)).ToList();
        report.CheckNone(
            "the probabilities of one classifier by Predict, Transform and PredictionEngine, before and after saving and loading",
            "the same bits", ways.Count(way => way.Hash != ways[0].Hash), ways.Count, "ways");
    }

    private static string Show(Fingerprint fingerprint, Fingerprint first) => fingerprint == first ? "same" : fingerprint.Hash;

    private static IReadOnlyList<Fingerprint> Read((string Name, string Culture, string TimeZone) place, string model) =>
    [
        .. ChildProcess.Run(
            new Dictionary<string, string>
            {
                ["TZ"] = place.TimeZone,
                ["LANG"] = place.Culture.Length > 0 ? $"{place.Culture.Replace('-', '_')}.UTF-8" : "C.UTF-8",
            },
            [], "fingerprints", model, place.Culture).Select(Fingerprint.Parse),
    ];
}
