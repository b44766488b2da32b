namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how many digits are still read correctly when they are corrupted in fifteen ways.</summary>
internal sealed record RobustnessSuite : ModelSuite
{
    public override string Name => "robustness";

    public override string Description => "digits corrupted in the fifteen ways of MNIST-C, and how many are read correctly";

    protected override IReadOnlyList<string> Notes { get; } =
        [$"As a picture: every {CorruptedReading.PictureStride}th image alone; what is taken for blank counts as wrong."];

    protected override IReadOnlyList<ModelSource> Sources =>
    [
        .. base.Sources.SelectMany(source =>
            source.IsBehindPicturesToo ? [source, source.BehindPictures()] : (ModelSource[])[source]),
    ];

    protected override IReadOnlyList<Figure> Evaluate(Model model, LabeledImages digits, int threads)
    {
        var reading = new CorruptedReading(digits, model, threads);
        var shares = CorruptionCatalog.All
            .Select(corruption => new Figure(corruption.Name, "%", reading.Measure(corruption)))
            .ToList();
        return
        [
            new("clean", "%", reading.Measure(corruption: null)),
            .. shares,
            new("mean of the fifteen", "%", shares.Average(share => share.Value)),
        ];
    }
}
