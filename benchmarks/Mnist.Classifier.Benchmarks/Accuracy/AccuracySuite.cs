namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well a recipe does on the test images, over several seeds.</summary>
internal sealed class AccuracySuite : ISuite
{
    private const int Seeds = 5;

    public string Name => "accuracy";

    public string Description => $"the tutorial's recipe and the default one over {Seeds} seeds, on the test images";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        Add("tutorial recipe", Recipes.Tutorial);
        Add("default recipe", Recipes.Default);

        void Add(string name, TrainingRecipe recipe)
        {
            var accuracies = Interleaved.Run(
                bench.Repeats(Seeds), seed => 100 * LibraryTraining.FromMemory(bench.Data.Digits, recipe, seed).Accuracy)[0];
            foreach (var (index, accuracy) in accuracies.Index())
            {
                report.Spread($"{name}, seed {index + 1}", "%", new Measurement("Mnist.Classifier", [accuracy]));
            }

            report.Spread(name, "%", new Measurement("Mnist.Classifier", accuracies));
        }
    }
}
