namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well models tell digits from what is none.</summary>
internal sealed record RejectionSuite : ModelSuite
{
    private const int Seed = 1;
    private const string ConfidenceName = "AUROC of Confidence";
    private const string ScoreName = "AUROC of DigitScore";
    private const string AcceptedName = "taken for digits by IsDigit";

    public override string Name => "rejection";

    public override string Description => "how well models tell digits from noise, shuffled pixels, pairs, garments and letters";

    protected override void Judge(Model model, LabeledImages digits, SuiteReport report)
    {
        var families = NonDigitFamilies.From(digits);
        var judged = Judgement.Of(
            model.Classifier, Enumerable.Range(0, digits.Count).Select(index => digits.GetPixels(index).ToArray()));
        var others = families.Append(NonDigitFamilies.ClearLetters).ToDictionary(
            family => family.Name, family => Judgement.Of(model.Classifier, NonDigitImages.Draw(family, Seed)));

        Add(ConfidenceName, other => RankingCurve.Area(judged.Confidences, other.Confidences));
        Add(ScoreName, other => RankingCurve.Area(judged.DigitScores, other.DigitScores));
        Add(AcceptedName, other => other.AcceptedShare);
        Report($"{AcceptedName}: digits", judged.AcceptedShare);

        void Add(string measure, Func<Judgement, double> compute)
        {
            Report($"{measure}: mean of the families", families.Average(family => compute(others[family.Name])));
            foreach (var (family, other) in others)
            {
                Report($"{measure}: {family}", compute(other));
            }
        }

        void Report(string name, double share) => report.Add(name, "%", new Measurement(model.Name, [100 * share]));
    }
}
