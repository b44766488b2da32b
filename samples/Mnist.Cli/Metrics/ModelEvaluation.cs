using System.Runtime.ExceptionServices;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier;
using Mnist.Digits;

namespace Mnist.Cli.Metrics;

/// <summary>The evaluation of a classifier on images. Each image is classified once, in parallel.</summary>
internal sealed class ModelEvaluation
{
    /// <summary>The number of mistakes shown.</summary>
    public const int MistakeCount = 24;

    private const int PixelCount = 28 * 28;

    private ModelEvaluation(LabeledImages images, DigitPrediction[] predictions)
    {
        Images = images;
        var scored = new List<ScoredDigit>();
        var mistakes = new List<ClassifiedImage>();
        var correct = new SortedDictionary<int, ClassifiedImage>();
        foreach (var (image, prediction) in predictions.Index())
        {
            var label = images.GetLabel(image);
            if (label == LabeledImages.MissingLabel)
            {
                OthersTaken += prediction.IsDigit ? 1 : 0;
                continue;
            }

            DigitsKept += prediction.IsDigit ? 1 : 0;
            Confusion.Add(label, prediction.Digit);
            scored.Add(new ScoredDigit(label, prediction));
            if (label != prediction.Digit)
            {
                mistakes.Add(new ClassifiedImage(image, label, prediction));
            }
            else
            {
                correct.TryAdd(label, new ClassifiedImage(image, label, prediction));
            }
        }

        DigitCount = scored.Count;
        Correct = [.. correct.Values];
        Mistakes = [.. mistakes.OrderByDescending(mistake => mistake.Prediction.Confidence).Take(MistakeCount)];
        var context = new MLContext();
        var data = context.Data.LoadFromEnumerable(scored);
        Metrics = context.MulticlassClassification.Evaluate(data);
        Calibration = context.MulticlassClassification.EvaluateCalibration(data);
    }

    public LabeledImages Images { get; }

    /// <summary>Gets the number of images with a label. The metrics are of these.</summary>
    public int DigitCount { get; }

    /// <summary>Gets the number of images with a label that are accepted as digits.</summary>
    public int DigitsKept { get; }

    /// <summary>Gets the number of images without a label, which are not digits.</summary>
    public int OtherCount => Images.Count - DigitCount;

    /// <summary>Gets the number of images without a label that are accepted as digits.</summary>
    public int OthersTaken { get; }

    public MulticlassClassificationMetrics Metrics { get; }

    public CalibrationMetrics Calibration { get; }

    public ConfusionMatrix Confusion { get; } = new();

    /// <summary>Gets the first correctly classified image of each digit, if any.</summary>
    public IReadOnlyList<ClassifiedImage> Correct { get; }

    /// <summary>Gets the most confident mistakes, at most <see cref="MistakeCount"/>.</summary>
    public IReadOnlyList<ClassifiedImage> Mistakes { get; }

    /// <exception cref="ArgumentException">The images are not of digits, or none has a label.</exception>
    public static ModelEvaluation Of(MnistClassifier classifier, LabeledImages images)
    {
        if (images.PixelsPerImage != PixelCount || images.ClassCount != ConfusionMatrix.DigitCount)
        {
            throw new ArgumentException(
                $"A classifier of digits is evaluated on images of {PixelCount} pixels and {ConfusionMatrix.DigitCount} " +
                $"classes, but these have {images.PixelsPerImage} and {images.ClassCount}. Give images of digits.",
                nameof(images));
        }

        if (Enumerable.Range(0, images.Count).All(image => images.GetLabel(image) == LabeledImages.MissingLabel))
        {
            throw new ArgumentException(
                "None of the images has a label, so the model cannot be evaluated. Give images with labels.",
                nameof(images));
        }

        var predictions = new DigitPrediction[images.Count];
        try
        {
            Parallel.For(0, predictions.Length, image => predictions[image] = classifier.Predict(images.GetPixels(image)));
        }
        catch (AggregateException e)
        {
            // If the file of a set that is read on demand is gone, the first exception says enough.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return new ModelEvaluation(images, predictions);
    }
}
