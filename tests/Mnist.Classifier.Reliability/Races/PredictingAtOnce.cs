using Microsoft.ML;
using Mnist.Digits;
using StbImageWriteSharp;

namespace Mnist.Classifier.Reliability;

/// <summary>Predicts by one classifier on many threads, and compares with what one thread gets.</summary>
internal static class PredictingAtOnce
{
    public const int ThreadCount = 16;

    private const string Promised = "what one thread gets, bit for bit";

    private static readonly byte[][] Images = Digits.TestImages;

    public static void Run(Trial trial, Report report)
    {
        var classifier = MnistClassifier.LoadPretrained();
        Predict(classifier, report, trial.Times(1_000_000, 64_000) / ThreadCount);
        Transform(classifier, report, trial.Times(4, 1));
        PredictPictures(classifier, report, trial.Times(5, 1));
    }

    private static void Predict(MnistClassifier classifier, Report report, int count)
    {
        var expected = Images.Select(image => classifier.Predict(image)).ToArray();
        var wrongCount = 0;
        AtOnce.Run(ThreadCount, thread =>
        {
            for (var i = 0; i < count; i++)
            {
                var index = (i + (thread * 61)) % Images.Length;
                if (!Bits.AreSame(classifier.Predict(Images[index]), expected[index]))
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
        report.CheckNone($"Predict on {ThreadCount} threads", Promised, wrongCount, (long)count * ThreadCount, "predictions");
    }

    private static void Transform(MnistClassifier classifier, Report report, int times)
    {
        var expected = Images.SelectMany(image => classifier.Predict(image).Probabilities).ToArray();
        var context = new MLContext();
        var wrongCount = 0;
        AtOnce.Run(ThreadCount, _ =>
        {
            for (var i = 0; i < times; i++)
            {
                if (!Bits.AreSame(Bits.Scores(context, classifier.Transformer, Digits.Data.Test), expected))
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
        report.CheckNone(
            $"Transform of {Text.Of(Images.Length)} images on {ThreadCount} threads, with one MLContext", $"{Promised}, and what Predict gives",
            wrongCount, ThreadCount * times, "transforms");
    }

    private static void PredictPictures(MnistClassifier classifier, Report report, int times)
    {
        var pictures = Images.Take(100).Select(ToPng).ToArray();
        var expected = pictures.Select(Read).ToArray();
        var wrongCount = 0;
        AtOnce.Run(ThreadCount, thread =>
        {
            for (var i = 0; i < times * pictures.Length; i++)
            {
                var index = (i + (thread * 7)) % pictures.Length;
                if (!Bits.AreSame(Read(pictures[index]), expected[index]))
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
        report.CheckNone($"PredictImage on {ThreadCount} threads", Promised, wrongCount, ThreadCount * times * pictures.Length, "pictures");

        DigitPrediction Read(byte[] picture)
        {
            using var stream = new MemoryStream(picture);
            return classifier.PredictImage(stream);
        }
    }

    private static byte[] ToPng(byte[] pixels)
    {
        using var stream = new MemoryStream();
        new ImageWriter().WritePng(pixels, 28, 28, ColorComponents.Grey, stream);
        return stream.ToArray();
    }
}
