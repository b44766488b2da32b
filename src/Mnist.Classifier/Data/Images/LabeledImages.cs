using System.Globalization;
using DenseNetworks.IO;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Idx;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier;

/// <summary>
/// Grey images of one size, each with the number of its class, or without a label. One byte per pixel, row by row from the top.
/// MNIST and similar sets have 0 for paper and 255 for ink; pictures that are not converted have 0 for black and 255 for white.
/// </summary>
/// <remarks>
/// There is at least one image. Immutable and thread-safe, as long as the memory that it was made from does not change.
/// </remarks>
public sealed partial class LabeledImages
{
    /// <summary>
    /// The label of an image that belongs to none of the classes, of which there may then be 255 at most. In ML.NET data it is
    /// a missing label: trainers and evaluators skip such rows, or train on them with
    /// <see cref="TrainingRecipe.BackgroundClass"/>.
    /// </summary>
    public const byte MissingLabel = byte.MaxValue;

    private readonly ImageBlock[] _blocks;
    private readonly ImagePlace[] _places;
    private readonly ReadOnlyMemory<byte> _labels;
    private readonly ImageSize _size;

    /// <summary>
    /// Initializes a set from images and labels in memory. Nothing is copied: do not change the memory afterwards.
    /// </summary>
    /// <param name="pixels">The pixels, shape <c>[count, height, width]</c>, 0 (paper) to 255 (ink).</param>
    /// <param name="labels">
    /// The classes, shape <c>[count]</c>, each from 0 to <paramref name="classCount"/> - 1, or <see cref="MissingLabel"/>.
    /// </param>
    /// <param name="height">The number of rows of each image, at least 1.</param>
    /// <param name="width">The number of columns of each image, at least 1.</param>
    /// <param name="classCount">The number of classes, 1 to 256.</param>
    /// <param name="classNames">
    /// The name of each class, all different; <see langword="null"/> for classes that are numbers.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="height"/>, <paramref name="width"/> or <paramref name="classCount"/> is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are no labels, a label is neither below <paramref name="classCount"/> nor missing, the number of pixels is not
    /// count x height x width, or there are not as many names as classes.
    /// </exception>
    public LabeledImages(
        ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, int classCount,
        IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ImageClasses.Validate(classCount, nameof(classCount), classNames, nameof(classNames));
        if (labels.IsEmpty)
        {
            throw new ArgumentException("There must be at least one image.", nameof(labels));
        }

        // height x width always fits a long; multiplied by the count it might not, so the count is compared by dividing.
        var pixelsPerImage = (long)height * width;
        if (pixels.Length % pixelsPerImage != 0 || pixels.Length / pixelsPerImage != labels.Length)
        {
            throw new ArgumentException(
                $"{pixels.Length} pixels are not {labels.Length} images (as many as labels) of {height}x{width}.",
                nameof(pixels));
        }

        // From 255 classes on, every label is one of them or missing.
        if (classCount < MissingLabel
            && labels.Span.IndexOfAnyInRange((byte)classCount, (byte)(MissingLabel - 1)) is >= 0 and var wrong)
        {
            throw new ArgumentException(
                $"Label {wrong} is {labels.Span[wrong]}; with {classCount} classes it must be 0 to {classCount - 1}.",
                nameof(labels));
        }

        _blocks = [new MemoryImageBlock(pixels, (int)pixelsPerImage)];
        _places = ImagePlace.InOrder(labels.Length);
        _labels = labels;
        _size = new ImageSize(height, width);
        ClassCount = classCount;
        ClassNames = classNames is null ? null : [.. classNames];
    }

    /// <summary>Initializes a set whose parts have been checked.</summary>
    internal LabeledImages(
        ImageBlock[] blocks, ImagePlace[] places, ReadOnlyMemory<byte> labels, ImageSize size, int classCount,
        IReadOnlyList<string>? classNames)
    {
        (_blocks, _places, _labels, _size) = (blocks, places, labels, size);
        (ClassCount, ClassNames) = (classCount, classNames);
    }

    /// <summary>Gets the number of images, at least 1.</summary>
    public int Count => _places.Length;

    /// <summary>Gets the number of rows of each image.</summary>
    public int Height => _size.Height;

    /// <summary>Gets the number of columns of each image.</summary>
    public int Width => _size.Width;

    /// <summary>Gets the number of pixels of each image: <see cref="Height"/> x <see cref="Width"/>.</summary>
    public int PixelsPerImage => _size.PixelCount;

    /// <summary>Gets the number of classes. There need not be images of every class.</summary>
    public int ClassCount { get; }

    /// <summary>
    /// Gets the name of each class from 0 to <see cref="ClassCount"/> - 1, or <see langword="null"/> for classes that are
    /// numbers.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>Gets a value indicating whether an image has no label.</summary>
    internal bool HasMissingLabels => IndexOfMissing() >= 0;

    /// <summary>Gets the pixels of one image, <see cref="PixelsPerImage"/> of them, row by row from the top.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>A view of the pixels, without a copy; for a set that is read on demand, a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    /// <exception cref="InvalidDataException">The set is read on demand, and its file has become shorter.</exception>
    /// <exception cref="IOException">The set is read on demand, and its file cannot be read.</exception>
    public ReadOnlySpan<byte> GetPixels(int index)
    {
        ThrowIfNotIndex(index);
        return _blocks[_places[index].Block].GetPixels(_places[index].Row);
    }

    /// <summary>Copies the pixels of one image, row by row from the top, without allocating.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">Receives <see cref="PixelsPerImage"/> pixels; it may be longer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidDataException">The set is read on demand, and its file has become shorter.</exception>
    /// <exception cref="IOException">The set is read on demand, and its file cannot be read.</exception>
    public void CopyPixels(int index, Span<byte> destination)
    {
        ThrowIfNotIndex(index);
        if (destination.Length < PixelsPerImage)
        {
            throw new ArgumentException(
                $"{PixelsPerImage} pixels do not fit into {destination.Length}.", nameof(destination));
        }

        _blocks[_places[index].Block].CopyPixels(_places[index].Row, destination);
    }

    /// <summary>Gets the class of one image, from 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The class, or <see cref="MissingLabel"/> if the image has no label.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    public int GetLabel(int index)
    {
        ThrowIfNotIndex(index);
        return _labels.Span[index];
    }

    /// <summary>
    /// Gets these images as ML.NET data with two columns. <c>Pixels</c> is a <c>Vector&lt;Byte, height x width&gt;</c>
    /// of 0 to 255 with slot names such as <c>row 3, column 14</c>, both from 0. <c>Label</c> is a key of
    /// <see cref="ClassCount"/> values, missing for images without a label. <c>MapKeyToValue</c> converts it to the class: its
    /// name as text, or its number as an <see cref="int"/> if there are no <see cref="ClassNames"/>.
    /// </summary>
    /// <param name="context">The ML.NET context that the data will be used with.</param>
    /// <returns>
    /// A view that reads from this object. It can be shuffled, is thread-safe, and copies each row once, into the buffer of its
    /// reader.
    /// </returns>
    public IDataView ToDataView(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new LabeledImagesDataView(this);
    }

    /// <summary>
    /// Saves a pair of IDX files, gzip if a name ends in <c>.gz</c>. Existing files are replaced only when both new files are
    /// complete.
    /// </summary>
    /// <param name="imagesPath">The file for the images, rank 3.</param>
    /// <param name="labelsPath">The file for the labels, rank 1: classes from 0.</param>
    /// <exception cref="ArgumentException">Both names are of one file.</exception>
    /// <exception cref="InvalidOperationException">
    /// An image has no label, which IDX files cannot represent.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    /// <exception cref="IOException">A path is that of a folder, or a file cannot be written.</exception>
    public void SaveIdx(string imagesPath, string labelsPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        if (Path.GetFullPath(imagesPath) == Path.GetFullPath(labelsPath))
        {
            throw new ArgumentException($"Images and labels cannot both be written to '{labelsPath}'.", nameof(labelsPath));
        }

        if (IndexOfMissing() is >= 0 and var missing)
        {
            throw new InvalidOperationException(
                $"Image {missing} is none of the {ClassCount} classes, which a file of labels cannot say. Leave such images " +
                "out.");
        }

        AtomicFile.WriteTogether(
            (imagesPath, IdxWriter.ContentOf(imagesPath, [Count, Height, Width], WritePixels)),
            (labelsPath, IdxWriter.ContentOf(labelsPath, [Count], stream => stream.Write(_labels.Span))));
    }

    /// <summary>Returns the number of images, their size and the number of classes, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:N0} images of {_size}, {ClassCount} classes");

    // With 256 classes, every label is one of them.
    private int IndexOfMissing() => ClassCount > MissingLabel ? -1 : _labels.Span.IndexOf(MissingLabel);

    private void WritePixels(Stream stream)
    {
        var pixels = new byte[PixelsPerImage];
        for (var i = 0; i < Count; i++)
        {
            CopyPixels(i, pixels);
            stream.Write(pixels);
        }
    }

    private void ThrowIfNotIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
