using DenseNetworks.ML.Training;

namespace Mnist.Cli.Metrics;

/// <summary>How many images of each digit were taken for which.</summary>
internal sealed class ConfusionMatrix
{
    public const int DigitCount = 10;

    private readonly int[] _counts = new int[DigitCount * DigitCount];

    /// <summary>Gets how many images of one digit were taken for another, or for itself.</summary>
    public int this[int label, int predicted] => _counts[(label * DigitCount) + predicted];

    public static IEnumerable<int> Digits => Enumerable.Range(0, DigitCount);

    public int Total => Digits.Sum(ImagesOf);

    public int Right => Digits.Sum(digit => this[digit, digit]);

    public void Add(int label, int predicted) => _counts[(label * DigitCount) + predicted]++;

    /// <summary>Gets the number of images of a digit.</summary>
    public int ImagesOf(int digit) => Digits.Sum(predicted => this[digit, predicted]);

    /// <summary>Gets the number of images that were taken for a digit.</summary>
    public int TakenFor(int digit) => Digits.Sum(label => this[label, digit]);

    /// <summary>
    /// Gets the share that is right of what was taken for a digit. Where nothing was though there are images, it is 0, as
    /// ML.NET has it: a digit that is never found should spoil the mean.
    /// </summary>
    public double? Precision(int digit) => Share(this[digit, digit], TakenFor(digit)) ?? (ImagesOf(digit) > 0 ? 0 : null);

    /// <summary>Gets the share that was found of a digit's images, if there are any.</summary>
    public double? Recall(int digit) => Share(this[digit, digit], ImagesOf(digit));

    /// <summary>Gets the harmonic mean of precision and recall, if there are images or predictions of the digit.</summary>
    public double? F1(int digit) => Share(2 * this[digit, digit], ImagesOf(digit) + TakenFor(digit));

    /// <summary>Gets the pairs that were mixed up, those with the most images first.</summary>
    public IEnumerable<(int Label, int Predicted, int Count)> Errors() =>
        from label in Digits
        from predicted in Digits
        let count = this[label, predicted]
        where label != predicted && count > 0
        orderby count descending
        select (label, predicted, count);

    private static double? Share(int part, int whole) => whole > 0 ? (double)part / whole : null;
}
