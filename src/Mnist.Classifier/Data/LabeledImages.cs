using Microsoft.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Idx;

namespace Mnist.Classifier;

/// <summary>
/// Grey images of one size, each with the number of its class. One byte per pixel, row by row from the top, 0 for paper
/// to 255 for ink.
/// </summary>
/// <remarks>
/// There is at least one image. The type is immutable and safe to use from many threads at once, as long as nobody
/// changes the memory that it was made from.
/// </remarks>
public sealed class LabeledImages
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;

    /// <summary>
    /// Wraps images and labels that are already in memory. Nothing is copied: leave the memory alone afterwards.
    /// </summary>
    /// <param name="pixels">The pixels, shape <c>[count, height, width]</c>, 0 (paper) to 255 (ink).</param>
    /// <param name="labels">
    /// The classes, shape <c>[count]</c>, each from 0 to <paramref name="classCount"/> - 1.
    /// </param>
    /// <param name="height">The number of rows of each image, at least 1.</param>
    /// <param name="width">The number of columns of each image, at least 1.</param>
    /// <param name="classCount">The number of classes, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="height"/>, <paramref name="width"/> or <paramref name="classCount"/> is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are no labels, a label is not below <paramref name="classCount"/>, or the number of pixels is not count x
    /// height x width.
    /// </exception>
    public LabeledImages(
        ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ThrowIfNotClassCount(classCount);
        if (labels.IsEmpty)
        {
            throw new ArgumentException("There must be at least one image.", nameof(labels));
        }

        // height x width fits a long whatever they are; dividing, not multiplying by the count, keeps it from wrapping.
        var pixelsPerImage = (long)height * width;
        if (pixels.Length % pixelsPerImage != 0 || pixels.Length / pixelsPerImage != labels.Length)
        {
            throw new ArgumentException(
                $"{pixels.Length} pixels are not {labels.Length} images (as many as labels) of {height}x{width}.",
                nameof(pixels));
        }

        var wrong = FirstLabelOutside(labels.Span, classCount);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Label {wrong} is {labels.Span[wrong]}; with {classCount} classes it must be 0 to {classCount - 1}.",
                nameof(labels));
        }

        _pixels = pixels;
        _labels = labels;
        Height = height;
        Width = width;
        ClassCount = classCount;
    }

    /// <summary>Gets the number of images, at least 1.</summary>
    public int Count => _labels.Length;

    /// <summary>Gets the number of rows of each image.</summary>
    public int Height { get; }

    /// <summary>Gets the number of columns of each image.</summary>
    public int Width { get; }

    /// <summary>Gets the number of pixels of each image: <see cref="Height"/> x <see cref="Width"/>.</summary>
    public int PixelsPerImage => Height * Width;

    /// <summary>Gets the number of classes. Not every class need occur.</summary>
    public int ClassCount { get; }

    /// <summary>Reads a pair of IDX files: images of rank 3 and labels of rank 1, of unsigned bytes.</summary>
    /// <param name="imagesPath">The file of images, plain or gzip (the content tells, not the name).</param>
    /// <param name="labelsPath">The file of labels, likewise.</param>
    /// <param name="classCount">The number of classes, 1 to 256.</param>
    /// <returns>Everything in the two files.</returns>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another format, the two disagree about the count, or a label is not below
    /// <paramref name="classCount"/>. The message names the file, the offset, and what was expected.
    /// </exception>
    /// <remarks>The format is described in the MNIST database, http://yann.lecun.com/exdb/mnist/.</remarks>
    public static LabeledImages FromIdx(string imagesPath, string labelsPath, int classCount = 10)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        ThrowIfNotClassCount(classCount);
        var labels = IdxReader.Read(labelsPath, rank: 1);
        var images = IdxReader.Read(imagesPath, rank: 3);
        if (images.Dimensions[0] != labels.Dimensions[0])
        {
            throw new InvalidDataException(
                $"'{imagesPath}' has {images.Dimensions[0]} images and '{labelsPath}' has {labels.Dimensions[0]} " +
                "labels. Pass two files that belong together.");
        }

        var wrong = FirstLabelOutside(labels.Values.Span, classCount);
        return wrong < 0
            ? new LabeledImages(images.Values, labels.Values, images.Dimensions[1], images.Dimensions[2], classCount)
            : throw new InvalidDataException(
                $"'{labelsPath}': label {wrong} is {labels.Values.Span[wrong]}; with {classCount} classes it must " +
                $"be 0 to {classCount - 1}. Pass the right class count, or the right file.");
    }

    /// <summary>Gets the pixels of one image, <see cref="PixelsPerImage"/> of them, row by row from the top.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>A view of the pixels; nothing is copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> GetPixels(int index)
    {
        ThrowIfNotIndex(index);
        return _pixels.Span.Slice(index * PixelsPerImage, PixelsPerImage);
    }

    /// <summary>Gets the class of one image, from 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public int GetLabel(int index)
    {
        ThrowIfNotIndex(index);
        return _labels.Span[index];
    }

    /// <summary>Gets the first images, in the same order. Nothing is copied.</summary>
    /// <param name="count">How many, from 1 to <see cref="Count"/>.</param>
    /// <returns>The first <paramref name="count"/> images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are not so many, or <paramref name="count"/> is below 1.
    /// </exception>
    public LabeledImages Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new LabeledImages(_pixels[..(count * PixelsPerImage)], _labels[..count], Height, Width, ClassCount);
    }

    /// <summary>
    /// Gets these images as ML.NET data with two columns. <c>Pixels</c> is a <c>Vector&lt;Byte, height x width&gt;</c>
    /// of 0 to 255 whose slot names say <c>row 3, column 14</c> (both from 0). <c>Label</c> is a key over
    /// <see cref="ClassCount"/> values that <c>MapKeyToValue</c> turns back into the class as an <see cref="int"/>.
    /// </summary>
    /// <param name="context">The ML.NET context that the data will be used with.</param>
    /// <returns>
    /// A view that reads from this object: shuffled on request, thread-safe, nothing copied up front.
    /// </returns>
    public IDataView ToDataView(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new LabeledImagesDataView(this);
    }

    /// <summary>
    /// Writes a pair of IDX files, gzip where a name ends in <c>.gz</c>. An existing file is replaced, each as a whole
    /// and only when its successor is complete.
    /// </summary>
    /// <param name="imagesPath">The file for the images, rank 3.</param>
    /// <param name="labelsPath">The file for the labels, rank 1.</param>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    public void SaveIdx(string imagesPath, string labelsPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        IdxWriter.Write(imagesPath, new IdxArray([Count, Height, Width], _pixels));
        IdxWriter.Write(labelsPath, new IdxArray([Count], _labels));
    }

    private static int FirstLabelOutside(ReadOnlySpan<byte> labels, int classCount) =>
        labels.IndexOfAnyExceptInRange((byte)0, (byte)(classCount - 1));

    private static void ThrowIfNotClassCount(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, byte.MaxValue + 1);
    }

    private void ThrowIfNotIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
