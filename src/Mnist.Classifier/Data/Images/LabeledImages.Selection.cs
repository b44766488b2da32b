using DenseNetworks.ML.Training;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier;

/// <content>
/// Sets made of other sets. They share their pixels, and keep them all in memory: nothing is copied but 9 bytes for each
/// image.
/// </content>
public sealed partial class LabeledImages
{
    /// <summary>Counts the images of each class. Those that are none of the classes are not counted.</summary>
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
    /// <param name="count">How many, from 1 to <see cref="Count"/>.</param>
    /// <returns>The first <paramref name="count"/> images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many, or <paramref name="count"/> is below 1.</exception>
    public LabeledImages Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return With(_places[..count], _labels[..count]);
    }

    /// <summary>Gets the images after the first ones, in the same order.</summary>
    /// <param name="count">How many to leave out, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The images from <paramref name="count"/> on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">None would be left, or <paramref name="count"/> is below 0.</exception>
    public LabeledImages Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, Count);
        return With(_places[count..], _labels[count..]);
    }

    /// <summary>Gets the images that fit, in the same order.</summary>
    /// <param name="predicate">
    /// Tells of each image, by its index, whether it fits, such as <c>index => images.GetLabel(index) is 3 or 8</c>. It is
    /// asked once, on this thread.
    /// </param>
    /// <returns>The images.</returns>
    /// <exception cref="InvalidOperationException">None fits: a set has at least one image.</exception>
    public LabeledImages Where(Func<int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var fitting = Enumerable.Range(0, Count).Where(predicate).ToList();
        return fitting.Count > 0
            ? Select(fitting)
            : throw new InvalidOperationException($"None of the {Count} images fits. Ask for others.");
    }

    /// <summary>Gets all images in random order.</summary>
    /// <param name="seed">Any number: it decides the order.</param>
    /// <returns>The same images.</returns>
    public LabeledImages Shuffle(int seed)
    {
        var order = Indexes(Count);
        SplitMix64.CreateRandom(seed).Shuffle(order);
        return Select(order);
    }

    /// <summary>
    /// Draws images at random for a second set, from each class its share, to the nearest image, and from those of no class:
    /// both sets have the classes in the proportions that they have here.
    /// </summary>
    /// <param name="fraction">The share of the second set, above 0 and below 1.</param>
    /// <param name="seed">Any number: it decides which images are drawn.</param>
    /// <returns>Two sets that together have every image once, each in the order they have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are too few images: one of the sets would be empty.</exception>
    public (LabeledImages First, LabeledImages Second) Split(double fraction, int seed = 0)
    {
        ThrowIfNotFraction(fraction, nameof(fraction));
        var isSecond = DrawShare(_labels.Span, fraction, SplitMix64.CreateRandom(seed));
        var parts = Indexes(Count).ToLookup(index => isSecond[index]);
        return parts[false].Any() && parts[true].Any()
            ? (Select([.. parts[false]]), Select([.. parts[true]]))
            : throw new InvalidOperationException(
                $"{Count} images are too few to split off {fraction:P0} of each class. Choose another share.");
    }

    /// <summary>Puts other images behind these.</summary>
    /// <param name="other">Images of the same size and classes.</param>
    /// <returns>All images of both.</returns>
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
                $"The others have the classes {DescribeClasses(other)}, and these have {DescribeClasses(this)}.", nameof(other));
        }

        // A block that is here already is not listed again: sets that are put behind themselves stay small.
        var blocks = _blocks.Union(other._blocks).ToList();
        var numbers = Array.ConvertAll(other._blocks, block => blocks.IndexOf(block));
        var places = new ImagePlace[checked(Count + other.Count)];
        _places.CopyTo(places, 0);
        for (var i = 0; i < other.Count; i++)
        {
            places[Count + i] = other._places[i] with { Block = numbers[other._places[i].Block] };
        }

        return new LabeledImages(
            [.. blocks], places, (byte[])[.. _labels.Span, .. other._labels.Span], _size, ClassCount, ClassNames);
    }

    internal static void ThrowIfNotFraction(double fraction, string parameterName)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(parameterName, fraction, "A share must be above 0 and below 1.");
        }
    }

    /// <summary>Draws a share of each class at random.</summary>
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
            // Each image with the chance that draws exactly as many as wanted (selection sampling, Fan et al. 1962).
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

    private static int[] Indexes(int count) => [.. Enumerable.Range(0, count)];

    private LabeledImages Select(IReadOnlyList<int> indexes)
    {
        var places = new ImagePlace[indexes.Count];
        var labels = new byte[indexes.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = _places[indexes[i]];
            labels[i] = _labels.Span[indexes[i]];
        }

        return With(places, labels);
    }

    private LabeledImages With(ImagePlace[] places, ReadOnlyMemory<byte> labels) =>
        new(_blocks, places, labels, _size, ClassCount, ClassNames);
}
