using Microsoft.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>The same thing again and again in one process, and what stays of it.</summary>
internal sealed class LongRunSuite : ISuite
{
    public string Name => "long-runs";

    public string Description => "trainings, predictions and loads by the hundred and the million in one process, and what stays of them";

    public void Run(Trial trial, Report report)
    {
        Train(trial, report);
        Predict(trial, report);
        Load(trial, report);
    }

    /// <summary>Trains again and again.</summary>
    /// <param name="count">How often.</param>
    /// <param name="firstCount">After how many there is all that is made once for good.</param>
    public static Series Train(int count, int firstCount)
    {
        var recipes = TrainingAtOnce.Recipes;
        var series = new Series("trainings", firstCount) { IsResidentOnlyShown = true };
        // After each five, the last was by the first recipe: what the last leaves until the next is always as much.
        series.Repeat(count, 5, i => Digits.Train(seed: i, recipes[i % 5 % recipes.Length].Recipe));
        return series;
    }

    private static void Train(Trial trial, Report report)
    {
        var (count, first) = (trial.Times(200, 30), 10);
        Train(count, first).AddTo(
            report, "trainings by all recipes in turn",
            "after the last, managed memory within 5 % of that after the tenth; no tensor, thread or file more");

        var once = new Series("trainings", first);
        once.Read(ChildProcess.Run(
            new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }, [], "trainings", $"{count}", $"{first}"));
        once.AddTo(
            report, "the same in a process that compiles each method once",
            "after the last, managed and resident memory within 5 % of that after the tenth; no tensor, thread or file more");
        report.Note(
            "As usual, .NET compiles methods that are used much a second time, in the background and with what it has learned of them, " +
            "and keeps both. That is what the resident memory of the first of these series has more in the end.");
    }

    private static void Predict(Trial trial, Report report)
    {
        var classifier = Digits.Train(seed: 1);
        var images = Digits.TestImages;
        var step = trial.Times(100_000, 10_000);
        var series = new Series("predictions", 10 * step) { UnitsPerCall = step };
        var allocated = 0L;
        series.Repeat(trial.Times(100, 20), 5, call =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < step; i++)
            {
                classifier.Predict(images[i % images.Length]);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        series.AddTo(report, "predictions", "after the last, memory within 5 % of that after the first tenth; no thread or file more");
        var perPrediction = (double)allocated / step;
        report.Check(
            "memory that one prediction allocates", "no more than the prediction itself: 200 bytes",
            $"{Text.Of(perPrediction)} bytes", perPrediction <= 200);
    }

    private static void Load(Trial trial, Report report)
    {
        var zip = Path.Combine(trial.MakeFolder("long-run"), "model.zip");
        Digits.Train(seed: 1).Save(zip);
        var series = new Series("loads", trial.Times(200, 10));
        series.Repeat(trial.Times(2_000, 50), 5, _ => MnistClassifier.Load(zip).Predict(Digits.TestImages[0]));
        series.AddTo(report, "loads of a zip by MnistClassifier.Load", "after the last, memory within 5 % of that after the first tenth; no thread or file more");

        var ofMLNet = new Series("loads", trial.Times(50, 5));
        ofMLNet.Repeat(trial.Times(500, 25), 5, _ => new MLContext().Model.Load(zip, out DataViewSchema _));
        ofMLNet.AddTo(report, "loads of a zip by mlContext.Model.Load", "after the last, memory within 5 % of that after the first tenth; no thread or file more");
    }
}
