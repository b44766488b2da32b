using DenseNetworks.ML.Training;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier;

/// <content>
/// Sets made from other sets. They share the pixels, and keep all of them in memory; 9 bytes are copied for each image.
/// </content>
public sealed partial class LabeledImages
{
    /// <summary>Counts the images of each class. Images without a label are not counted.</summary>
    /// <returns>The counts, shape <c>[<see cref="ClassCount"/>]</c>.</returns>
    public IReadOnlyList<int> CountByClass()
    {
        var counts = new int[ClassCount];
        foreach (var label in _labels.Span)
        {
            if (label < ClassCount)
            {
                counts[label]++;
            }
        }

        return counts;
    }

    /// <summary>Gets the first images, in the same order.</summary>
    /// <param name="count">The number of images, from 1 to <see cref="Count"/>.</param>
    /// <returns>The first <paramref name="count"/> images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or above <see cref="Count"/>.</exception>
    public LabeledImages Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return With(_places[..count], _labels[..count]);
    }

    /// <summary>Gets the images after the first ones, in the same order.</summary>
    /// <param name="count">The number of images to skip, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The images from <paramref name="count"/> on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 0, or no image is left.</exception>
    public LabeledImages Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, Count);
        return With(_places[count..], _labels[count..]);
    }

    /// <summary>Gets the images that satisfy a condition, in the same order.</summary>
    /// <param name="predicate">
    /// Returns whether to include an image, by its index, such as <c>index => images.GetLabel(index) is 3 or 8</c>. It is
    /// called once for each image, on this thread.
    /// </param>
    /// <returns>The images.</returns>
    /// <exception cref="InvalidOperationException">No image satisfies the condition: a set has at least one.</exception>
    public LabeledImages Where(Func<int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var fitting = Enumerable.Range(0, Count).Where(predicate).ToArray();
        return fitting.Length > 0
            ? Select(fitting)
            : throw new InvalidOperationException($"None of the {Count} images fits. Ask for others.");
    }

    /// <summary>Gets all images in random order.</summary>
    /// <param name="seed">The seed that decides the order.</param>
    /// <returns>The same images.</returns>
    public LabeledImages Shuffle(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        SplitMix64.CreateRandom(seed).Shuffle(order);
        return Select(order);
    }

    /// <summary>
    /// Splits the images at random into two sets that have the same proportions of classes, to the nearest image: a stratified
    /// split.
    /// </summary>
    /// <param name="fraction">The fraction of each class, and of images without a label, in the second set, above 0 and below
    /// 1.</param>
    /// <param name="seed">The seed that decides which images are in the second set.</param>
    /// <returns>Two sets that together have every image once, each in the order of this set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are too few images: one of the sets would be empty.</exception>
    /// <example>
    /// <code>
    /// var (train, test) = images.Split(fraction: 0.2);
    /// </code>
    /// </example>
    public (LabeledImages First, LabeledImages Second) Split(double fraction, int seed = 0)
    {
        ThrowIfNotFraction(fraction, nameof(fraction));
        var isSecond = DrawShare(_labels.Span, fraction, SplitMix64.CreateRandom(seed));
        var parts = Enumerable.Range(0, Count).ToLookup(index => isSecond[index]);
        return parts[false].Any() && parts[true].Any()
            ? (Select([.. parts[false]]), Select([.. parts[true]]))
            : throw new InvalidOperationException(
                $"{Count} images are too few to split off {fraction:P0} of each class. Choose another share.");
    }

    /// <summary>Appends other images to these.</summary>
    /// <param name="other">Images of the same size and classes.</param>
    /// <returns>The images of both.</returns>
    /// <exception cref="ArgumentException">They have another size, or other classes.</exception>
    public LabeledImages Concat(LabeledImages other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._size != _size)
        {
            throw new ArgumentException($"The others are {other._size}, and these are {_size}.", nameof(other));
        }

        if (other.ClassCount != ClassCount || !(other.ClassNames ?? []).SequenceEqual(ClassNames ?? []))
        {
            throw new ArgumentException(
                $"The others have the classes {DescribeClasses(other)}, and these have " +
                $"{DescribeClasses(this)}.", nameof(other));
        }

        // Blocks that both sets share are listed once, so that a set appended to itself stays small.
        var blocks = _blocks.Union(other._blocks).ToList();
        var numbers = Array.ConvertAll(other._blocks, block => blocks.IndexOf(block));
        var added = Array.ConvertAll(other._places, place => place with { Block = numbers[place.Block] });
        byte[] labels = [.. _labels.Span, .. other._labels.Span];
        return new LabeledImages([.. blocks], [.. _places, .. added], labels, _size, ClassCount, ClassNames);
    }

    internal static void ThrowIfNotFraction(double fraction, string parameterName)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(parameterName, fraction, "A share must be above 0 and below 1.");
        }
    }

    /// <summary>Draws a fraction of each class at random.</summary>
    /// <returns>For each label, whether its image is drawn.</returns>
    private static bool[] DrawShare(ReadOnlySpan<byte> labels, double fraction, Random random)
    {
        var left = new int[byte.MaxValue + 1];
        foreach (var label in labels)
        {
            left[label]++;
        }

        var wanted = Array.ConvertAll(left, count => (int)Math.Round(count * fraction, MidpointRounding.AwayFromZero));
        var isDrawn = new bool[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            // Selection sampling (Fan et al. 1962): with this probability, exactly as many as wanted are drawn.
            var label = labels[i];
            isDrawn[i] = random.Next(left[label]) < wanted[label];
            left[label]--;
            wanted[label] -= isDrawn[i] ? 1 : 0;
        }

        return isDrawn;
    }

    private static string DescribeClasses(LabeledImages images) => images.ClassNames is null
        ? $"0 to {images.ClassCount - 1}"
        : string.Join(", ", images.ClassNames);

    private LabeledImages Select(int[] indexes) => With(
        Array.ConvertAll(indexes, index => _places[index]), Array.ConvertAll(indexes, index => _labels.Span[index]));

    private LabeledImages With(ImagePlace[] places, ReadOnlyMemory<byte> labels) =>
        new(_blocks, places, labels, _size, ClassCount, ClassNames);
}
