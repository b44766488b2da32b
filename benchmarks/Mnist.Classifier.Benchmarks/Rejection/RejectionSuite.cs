namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well models distinguish digits from other images.</summary>
internal sealed record RejectionSuite : ModelSuite
{
    private const int Seed = 1;
    private const string ConfidenceName = "AUROC of Confidence";
    private const string ScoreName = "AUROC of DigitScore";
    private const string AcceptedName = "taken for digits by IsDigit";

    public override string Name => "rejection";

    public override string Description => "how well models tell digits from noise, shuffled pixels, pairs, garments and " +
        "letters";

    protected override IReadOnlyList<Figure> Evaluate(Model model, LabeledImages digits, int threads)
    {
        var families = NonDigitFamilies.From(digits);
        var judged = RejectionScores.Of(
            model.Classifier, Enumerable.Range(0, digits.Count).Select(index => digits.GetPixels(index).ToArray()));
        var others = families.Append(NonDigitFamilies.ClearLetters).ToDictionary(
            family => family.Name, family => RejectionScores.Of(model.Classifier, NonDigitImages.Draw(family, Seed)));

        return
        [
            .. Compute(ConfidenceName, other => RankingCurve.Area(judged.Confidences, other.Confidences)),
            .. Compute(ScoreName, other => RankingCurve.Area(judged.DigitScores, other.DigitScores)),
            Percentage($"{AcceptedName}: digits", judged.AcceptedShare),
            .. Compute(AcceptedName, other => other.AcceptedShare),
        ];

        IEnumerable<Figure> Compute(string measure, Func<RejectionScores, double> share) =>
        [
            Percentage($"{measure}: mean of the families", families.Average(family => share(others[family.Name]))),
            .. others.Select(other => Percentage($"{measure}: {other.Key}", share(other.Value))),
        ];
    }

    private static Figure Percentage(string name, double share) => new(name, "%", 100 * share);
}
