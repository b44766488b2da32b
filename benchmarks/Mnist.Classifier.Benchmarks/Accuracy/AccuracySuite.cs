namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well a recipe does on the test images, over several seeds.</summary>
internal sealed class AccuracySuite : ISuite
{
    private const int Seeds = 5;

    public string Name => "accuracy";

    public string Description => $"the tutorial's recipe over {Seeds} seeds, on the test images";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        var runs = Interleaved.Run(bench.Repeats(Seeds), seed => LibraryTraining.FromMemory(bench.Data.Digits, Recipes.Tutorial, seed))[0];
        foreach (var (index, run) in runs.Index())
        {
            report.Spread($"tutorial recipe, seed {index + 1}", "%", new Measurement("Mnist.Classifier", [100 * run.Accuracy]));
        }

        report.Spread("tutorial recipe", "%", new Measurement("Mnist.Classifier", [.. runs.Select(run => 100 * run.Accuracy)]));
    }
}
