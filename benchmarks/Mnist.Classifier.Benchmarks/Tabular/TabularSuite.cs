using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains on small tables by cross-validation, with every trainer without options.</summary>
internal sealed class TabularSuite : ISuite
{
    private const int Seeds = 3;

    private static readonly (string Name, Func<MLContext, IEstimator<ITransformer>> Make)[] Trainers =
    [
        ("DenseNetwork", ml => ml.MulticlassClassification.Trainers.DenseNetwork()),
        ("SdcaMaximumEntropy", ml => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()),
        ("LbfgsMaximumEntropy", ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()),
        ("LightGbm", ml => ml.MulticlassClassification.Trainers.LightGbm()),
    ];

    public string Name => "tabular";

    public string Description => $"small tables of {TabularSet.Variable} in their folds, beside ML.NET's trainers, all " +
        "without options";

    public void Run(Bench bench, SuiteReport report)
    {
        report.IsGrid = true;
        var sets = TabularSet.LoadAll();
        bench.PrepareTorch();
        foreach (var set in sets)
        {
            var runs = Interleaved.Run(
                bench.Repeats(Seeds), [
                    .. Trainers.Select(trainer => (Func<int, TabularRun>)(seed => Run(set, trainer.Make, seed)))]);
            Report("accuracy", "%", run => 100 * run.Accuracy);
            Report("log-loss", "nats", run => run.LogLoss);
            Report("all folds", "s", run => run.Seconds);

            void Report(string what, string unit, Func<TabularRun, double> value)
            {
                foreach (var (trainer, all) in Trainers.Zip(runs))
                {
                    report.Add($"{set.Name}, {what}", unit, new Measurement(trainer.Name, [.. all.Select(value)]));
                }
            }
        }

        report.Note(
            "Features are standardized by the training folds. Accuracy and log-loss are over all rows, each scored by the " +
            $"model that did not see its fold; all figures are medians of {bench.Repeats(Seeds)} seeds.");
    }

    private static TabularRun Run(TabularSet set, Func<MLContext, IEstimator<ITransformer>> make, int seed)
    {
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(TabularRow));
        schema[nameof(TabularRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, set.FeatureCount);
        var (right, loss, seconds) = (0.0, 0.0, 0.0);
        foreach (var fold in set.Rows.Select(row => row.Fold).Distinct())
        {
            var train = View(row => row.Fold != fold);
            var prepare = ml.Transforms.Conversion.MapValueToKey("Label", nameof(TabularRow.Class))
                .Append(ml.Transforms.NormalizeMeanVariance(nameof(TabularRow.Features), fixZero: false)).Fit(train);
            var prepared = prepare.Transform(train);
            var (time, model) = Clock.Time(() => make(ml).Fit(prepared));
            var test = model.Transform(prepare.Transform(View(row => row.Fold == fold)));
            var metrics = ml.MulticlassClassification.Evaluate(test);
            var count = set.Rows.Count(row => row.Fold == fold);
            right += metrics.MicroAccuracy * count;
            loss += metrics.LogLoss * count;
            seconds += time;
        }

        return new TabularRun(right / set.Rows.Count, loss / set.Rows.Count, seconds);

        IDataView View(Func<TabularRow, bool> isWanted) =>
            ml.Data.LoadFromEnumerable(set.Rows.Where(isWanted).ToList(), schema);
    }

    private sealed record TabularRun(double Accuracy, double LogLoss, double Seconds);
}
