using Microsoft.ML;
using Mnist.Digits;

namespace Mnist.Classifier.Reliability;

/// <summary>Prediction engines of one model, one for each thread, some of which are disposed of all the time.</summary>
internal static class EnginesAtOnce
{
    private static readonly byte[][] Images = Digits.TestImages;

    public static void Run(Trial trial, Report report)
    {
        var model = MnistClassifier.LoadPretrained().Transformer;
        var context = new MLContext();
        var expected = Images.Select(image => MnistClassifier.LoadPretrained().Predict(image)).ToArray();
        var count = trial.Times(160_000, 16_000) / PredictingAtOnce.ThreadCount;
        var (wrongCount, madeCount) = (0, 0);
        AtOnce.Run(PredictingAtOnce.ThreadCount, thread =>
        {
            // Every second thread takes a new engine now and then. An engine disposes of its model with itself.
            var countOfEach = thread % 2 == 0 ? count : Math.Max(count / 50, 1);
            for (var i = 0; i < count; i += countOfEach)
            {
                using var engine = context.Model.CreatePredictionEngine<DigitInput, DigitOutput>(model);
                Interlocked.Increment(ref madeCount);
                Interlocked.Add(ref wrongCount, CountWrong(engine, expected, thread, Math.Min(countOfEach, count - i)));
            }
        });
        report.CheckNone(
            $"{Text.Of(madeCount)} PredictionEngines of one model and one MLContext on {PredictingAtOnce.ThreadCount} threads, " +
            "half of them disposed of while the others predict",
            "what Predict gives on one thread, bit for bit", wrongCount, (long)count * PredictingAtOnce.ThreadCount, "predictions");
    }

    private static int CountWrong(
        PredictionEngine<DigitInput, DigitOutput> engine, DigitPrediction[] expected, int thread, int count)
    {
        var wrongCount = 0;
        for (var i = 0; i < count; i++)
        {
            var index = (i + (thread * 61)) % Images.Length;
            var output = engine.Predict(new DigitInput { Pixels = Images[index] });
            wrongCount += output.Digit == expected[index].Digit
                && Bits.AreSame(output.Score, expected[index].Probabilities.AsSpan()) ? 0 : 1;
        }

        return wrongCount;
    }
}
