using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A suite that evaluates models, one after another, on the same images.</summary>
internal abstract record ModelSuite : ISuite
{
    private const int HeldOutCount = 10_000;

    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>
    /// Gets a value indicating whether to evaluate on the last 10,000 training images, with models that were trained on the
    /// others, instead of the test images, which must not be used for choices.
    /// </summary>
    public bool IsHeldOut { get; init; }

    /// <summary>Gets the zip file of a model to evaluate instead of those of the catalog, or null for these.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Gets the notes of the table.</summary>
    protected virtual IReadOnlyList<string> Notes => [];

    /// <summary>Gets the models to evaluate, from the first column to the last.</summary>
    protected virtual IReadOnlyList<ModelSource> Sources =>
        ModelPath is { } path ? [ModelCatalog.FromFile(path)]
        : IsHeldOut ? [.. ModelCatalog.All.Where(source => source.IsTrainedHere)] // others may have seen all training images
        : ModelCatalog.All;

    public void Run(Bench bench, SuiteReport report)
    {
        report.IsGrid = true;
        bench.PrepareTorch();
        var data = Choose(bench.Data.Digits);
        report.Note($"Data: {bench.Data.Digits.Source}.");
        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on {data.Train.Count:N0} images, measured on {data.Test.Count:N0} " +
            $"{(IsHeldOut ? "training images that were held out" : "test images")}."));
        foreach (var note in Notes)
        {
            report.Note(note);
        }

        foreach (var source in Sources)
        {
            var seeds = source.Seeds.Take(bench.Repeats(source.Seeds.Count)).ToList();
            if (seeds.Count > 1)
            {
                report.Note($"{source.Name}: the median of {seeds.Count} seeds.");
            }

            foreach (var figures in seeds
                .Select(seed => new Model(source.Name, seed, source.IsBehindPictures, source.Get(data, seed)))
                .SelectMany(model => Evaluate(model, data.Test, bench.Threads))
                .GroupBy(figure => (figure.Name, figure.Unit), figure => figure.Value))
            {
                report.Add(figures.Key.Name, figures.Key.Unit, new Measurement(source.Name, [.. figures]));
            }
        }
    }

    /// <summary>Evaluates one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="digits">Images that it was not trained on.</param>
    /// <param name="threads">How many threads to use.</param>
    /// <returns>The rows of its column.</returns>
    protected abstract IReadOnlyList<Figure> Evaluate(Model model, LabeledImages digits, int threads);

    private MnistDataset Choose(MnistDataset digits)
    {
        if (!IsHeldOut)
        {
            return digits;
        }

        var trainCount = digits.Train.Count - HeldOutCount;
        return new MnistDataset(digits.Train.Take(trainCount), digits.Train.Skip(trainCount), digits.Source);
    }
}
