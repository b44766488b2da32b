using DenseNetworks.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how well the recipes do on the test images, over several seeds.</summary>
internal sealed record AccuracySuite : ISuite
{
    private const string Ours = "Mnist.Classifier";
    private const int Seeds = 5;
    private const int AccurateSeeds = 3; // it takes minutes

    public string Name => "accuracy";

    public string Description => $"the recipes {nameof(TrainingRecipe.Tutorial)}, {nameof(TrainingRecipe.Fast)} and " +
        $"{nameof(TrainingRecipe.Accurate)} over {Seeds}, {Seeds} and {AccurateSeeds} seeds, on the test images";

    /// <summary>Gets a value indicating whether to also measure the recipe that takes most of an hour, with one seed.</summary>
    public bool IncludesBest { get; init; }

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        Add(nameof(TrainingRecipe.Tutorial), TrainingRecipe.Tutorial, Seeds);
        Add(nameof(TrainingRecipe.Fast), TrainingRecipe.Fast, Seeds);
        Add(nameof(TrainingRecipe.Accurate), TrainingRecipe.Accurate, AccurateSeeds);
        if (IncludesBest)
        {
            Add(nameof(TrainingRecipe.Best), TrainingRecipe.Best, seeds: 1);
        }

        void Add(string name, TrainingRecipe recipe, int seeds)
        {
            var accuracies = Interleaved.Run(
                bench.Repeats(seeds), seed => 100 * LibraryTraining.FromMemory(bench.Data.Digits, recipe, seed).Accuracy)[0];
            foreach (var (index, accuracy) in accuracies.Index())
            {
                report.Spread($"{name}, seed {index + 1}", "%", new Measurement(Ours, [accuracy]));
            }

            if (accuracies.Count > 1)
            {
                report.Spread(name, "%", new Measurement(Ours, accuracies));
            }
        }
    }
}
