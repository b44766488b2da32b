using DenseNetworks.ML.Training;

namespace Mnist.Cli.Metrics;

/// <summary>The number of images of each digit with each prediction.</summary>
internal sealed class ConfusionMatrix
{
    public const int DigitCount = 10;

    private readonly int[] _counts = new int[DigitCount * DigitCount];

    /// <summary>Gets the number of images with a label and a prediction.</summary>
    public int this[int label, int predicted] => _counts[(label * DigitCount) + predicted];

    public static IEnumerable<int> Digits => Enumerable.Range(0, DigitCount);

    public int Total => Digits.Sum(ImagesOf);

    public int Correct => Digits.Sum(digit => this[digit, digit]);

    public void Add(int label, int predicted) => _counts[(label * DigitCount) + predicted]++;

    /// <summary>Gets the number of images of a digit.</summary>
    public int ImagesOf(int digit) => Digits.Sum(predicted => this[digit, predicted]);

    /// <summary>Gets the number of images that were classified as a digit.</summary>
    public int PredictedAs(int digit) => Digits.Sum(label => this[label, digit]);

    /// <summary>
    /// Gets the fraction of the predictions of a digit that are correct. If there are images but no predictions it is 0, as in
    /// ML.NET, so that a digit that is never predicted lowers the mean.
    /// </summary>
    public double? Precision(int digit) => Share(this[digit, digit], PredictedAs(digit)) ?? (ImagesOf(digit) > 0 ? 0 : null);

    /// <summary>Gets the fraction of the images of a digit that were classified correctly, if there are any.</summary>
    public double? Recall(int digit) => Share(this[digit, digit], ImagesOf(digit));

    /// <summary>Gets the harmonic mean of precision and recall, if there are images or predictions of the digit.</summary>
    public double? F1(int digit) => Share(2 * this[digit, digit], ImagesOf(digit) + PredictedAs(digit));

    /// <summary>Gets the pairs of digits that were confused, the most frequent first.</summary>
    public IEnumerable<(int Label, int Predicted, int Count)> Errors() =>
        from label in Digits
        from predicted in Digits
        let count = this[label, predicted]
        where label != predicted && count > 0
        orderby count descending
        select (label, predicted, count);

    private static double? Share(int part, int whole) => whole > 0 ? (double)part / whole : null;
}
