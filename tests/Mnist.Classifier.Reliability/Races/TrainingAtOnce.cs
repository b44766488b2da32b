using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Trains several classifiers at once, and predicts meanwhile.</summary>
internal static class TrainingAtOnce
{
    /// <summary>Gets recipes that use one thing after another of what a training is made of.</summary>
    public static (string Name, TrainingRecipe Recipe)[] Recipes { get; } =
    [
        ("Tutorial", TrainingRecipe.Tutorial with { Epochs = 2 }),
        ("Fast", TrainingRecipe.Fast with { Epochs = 3 }),
        ("augmented, with dropout", TrainingRecipe.Accurate with { Epochs = 3, Dropout = 0.2 }),
        ("validated, calibrated, with a background class", TrainingRecipe.Fast with
        {
            Epochs = 3,
            BackgroundClass = true,
            ValidationFraction = 0.2,
            EarlyStopping = new(),
            TemperatureScaling = true,
            WeightAveraging = 0.9,
            GradientClipping = 1,
        }),
    ];

    public static void Run(Trial trial, Report report)
    {
        var times = trial.Times(5, 1);
        (TrainingRecipe Recipe, int Seed)[] jobs = [.. Recipes.SelectMany(recipe => new[] { (recipe.Recipe, 1), (recipe.Recipe, 2) })];
        var alone = jobs.Select(job => Train(job.Recipe, job.Seed, new MLContext(job.Seed))).ToArray();

        var (pairCount, wrongPairCount) = (0, 0);
        for (var second = 1; second < jobs.Length; second++)
        {
            var pair = new[] { 0, second };
            AtOnce.Run(pair.Length, thread => CheckOne(pair[thread], ref pairCount, ref wrongPairCount));
        }

        report.CheckNone("two trainings at once, of one or two recipes and seeds", "the weights of each alone, bit for bit", wrongPairCount, pairCount, "trainings");

        var (count, wrongCount) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            AtOnce.Run(jobs.Length, thread => CheckOne(thread, ref count, ref wrongCount));
        }

        report.CheckNone(
            $"{jobs.Length} trainings at once: {string.Join("; ", Recipes.Select(recipe => recipe.Name))}; two seeds each",
            "the weights of each alone, bit for bit", wrongCount, count, "trainings");

        PredictMeanwhile(jobs[1].Recipe, alone[1], report, times);
        ShareContext(report, times);

        void CheckOne(int job, ref int count, ref int wrongCount)
        {
            var trained = Train(jobs[job].Recipe, jobs[job].Seed, new MLContext(jobs[job].Seed));
            Interlocked.Increment(ref count);
            if (!Bits.AreSame(trained, alone[job]))
            {
                Interlocked.Increment(ref wrongCount);
            }
        }
    }

    private static MnistClassifier Train(TrainingRecipe recipe, int seed, MLContext context) =>
        MnistClassifier.Train(seed == 1 ? Digits.Data : new(Digits.Data.Test, Digits.Data.Train, "generated"), recipe, context);

    private static void PredictMeanwhile(TrainingRecipe recipe, MnistClassifier alone, Report report, int times)
    {
        var classifier = MnistClassifier.LoadPretrained();
        var expected = Digits.TestImages.Select(image => classifier.Predict(image)).ToArray();
        var (predictionCount, wrongCount, wrongTrainingCount) = (0L, 0, 0);
        using var ended = new CancellationTokenSource();
        AtOnce.Run(4, thread =>
        {
            if (thread == 0)
            {
                for (var i = 0; i < times; i++)
                {
                    wrongTrainingCount += Bits.AreSame(Train(recipe, 2, new MLContext(2)), alone) ? 0 : 1;
                }

                ended.Cancel();
                return;
            }

            for (var i = 0; !ended.IsCancellationRequested; i++)
            {
                var index = i % expected.Length;
                Interlocked.Increment(ref predictionCount);
                if (!Bits.AreSame(classifier.Predict(Digits.TestImages[index]), expected[index]))
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
        report.CheckNone(
            $"predicting on 3 threads during {times} trainings", "predictions and weights as they are alone, bit for bit",
            wrongCount + wrongTrainingCount, predictionCount, "predictions");
    }

    // A context gives its random numbers to whoever asks first, so the weights are nobody's in particular.
    private static void ShareContext(Report report, int times)
    {
        var context = new MLContext(seed: 1);
        var expected = MnistClassifier.LoadPretrained().Evaluate(Digits.Data.Test).LogLoss;
        var wrongCount = 0;
        AtOnce.Run(PredictingAtOnce.ThreadCount, thread =>
        {
            for (var i = 0; i < times; i++)
            {
                var classifier = thread % 2 == 0
                    ? Train(TrainingRecipe.Fast with { Epochs = 1 }, 1, context)
                    : MnistClassifier.LoadPretrained();
                var scored = classifier.Transformer.Transform(Digits.Data.Test.ToDataView(context));
                var metrics = context.MulticlassClassification.Evaluate(scored);
                if (thread % 2 == 0 ? metrics.MicroAccuracy < 0.2 : Math.Abs(metrics.LogLoss - expected) > 1e-9)
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
        report.CheckNone(
            $"one MLContext on {PredictingAtOnce.ThreadCount} threads: half train and evaluate, half load and evaluate",
            "none fails, and a loaded model has the metrics that it has alone", wrongCount, PredictingAtOnce.ThreadCount * times, "evaluations");
    }
}
