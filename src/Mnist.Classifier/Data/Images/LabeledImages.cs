using System.Globalization;
using DenseNetworks.IO;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Idx;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier;

/// <summary>
/// Grey images of one size, each with the number of its class, or of no class. One byte per pixel, row by row from the top.
/// The sets of MNIST and its kin have 0 for paper and 255 for ink; pictures that are taken as they are have 0 for black and
/// 255 for white.
/// </summary>
/// <remarks>
/// There is at least one image. The type is immutable and safe to use from many threads at once, as long as nobody
/// changes the memory that it was made from.
/// </remarks>
public sealed partial class LabeledImages
{
    /// <summary>
    /// The label of an image that is none of the classes, of which there may be 255 at most then. In ML.NET data it is a
    /// missing label: trainers and evaluators leave such rows out, or learn from them with
    /// <see cref="TrainingRecipe.BackgroundClass"/>.
    /// </summary>
    public const byte MissingLabel = byte.MaxValue;

    private readonly ImageBlock[] _blocks;
    private readonly ImagePlace[] _places;
    private readonly ReadOnlyMemory<byte> _labels;
    private readonly ImageSize _size;

    /// <summary>
    /// Wraps images and labels that are already in memory. Nothing is copied: leave the memory alone afterwards.
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

        // height x width fits a long whatever they are; dividing, not multiplying by the count, keeps it from wrapping.
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

    /// <summary>Wraps what has been checked.</summary>
    internal LabeledImages(
        ImageBlock[] blocks, ImagePlace[] places, ReadOnlyMemory<byte> labels, ImageSize size, int classCount,
        IReadOnlyList<string>? classNames)
    {
        _blocks = blocks;
        _places = places;
        _labels = labels;
        _size = size;
        ClassCount = classCount;
        ClassNames = classNames;
    }

    /// <summary>Gets the number of images, at least 1.</summary>
    public int Count => _places.Length;

    /// <summary>Gets the number of rows of each image.</summary>
    public int Height => _size.Height;

    /// <summary>Gets the number of columns of each image.</summary>
    public int Width => _size.Width;

    /// <summary>Gets the number of pixels of each image: <see cref="Height"/> x <see cref="Width"/>.</summary>
    public int PixelsPerImage => _size.PixelCount;

    /// <summary>Gets the number of classes. Not every class need occur.</summary>
    public int ClassCount { get; }

    /// <summary>Tells whether an image is none of the classes.</summary>
    internal bool HasMissingLabels => IndexOfMissing() >= 0;

    /// <summary>
    /// Gets the name of each class from 0 to <see cref="ClassCount"/> - 1, or <see langword="null"/> for classes that are
    /// numbers.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>Gets the pixels of one image, <see cref="PixelsPerImage"/> of them, row by row from the top.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>A view of the pixels, nothing is copied; of a set that is read on demand, a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="InvalidDataException">The set is read on demand, and its file has become shorter.</exception>
    /// <exception cref="IOException">The set is read on demand, and its file cannot be read any more.</exception>
    public ReadOnlySpan<byte> GetPixels(int index)
    {
        var place = GetPlace(index);
        return _blocks[place.Block].GetPixels(place.Row);
    }

    /// <summary>Copies the pixels of one image, row by row from the top. Nothing is allocated.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">Receives <see cref="PixelsPerImage"/> pixels; it may be longer.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidDataException">The set is read on demand, and its file has become shorter.</exception>
    /// <exception cref="IOException">The set is read on demand, and its file cannot be read any more.</exception>
    public void CopyPixels(int index, Span<byte> destination)
    {
        var place = GetPlace(index);
        if (destination.Length < PixelsPerImage)
        {
            throw new ArgumentException(
                $"{PixelsPerImage} pixels do not fit into {destination.Length}.", nameof(destination));
        }

        _blocks[place.Block].CopyPixels(place.Row, destination);
    }

    /// <summary>Gets the class of one image, from 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <param name="index">The image, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The class, or <see cref="MissingLabel"/> if the image is none of the <see cref="ClassCount"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public int GetLabel(int index)
    {
        ThrowIfNotIndex(index);
        return _labels.Span[index];
    }

    /// <summary>
    /// Gets these images as ML.NET data with two columns. <c>Pixels</c> is a <c>Vector&lt;Byte, height x width&gt;</c>
    /// of 0 to 255 whose slot names say <c>row 3, column 14</c> (both from 0). <c>Label</c> is a key over
    /// <see cref="ClassCount"/> values that <c>MapKeyToValue</c> turns back into the class: its name as text, or its
    /// number as an <see cref="int"/> where there are no <see cref="ClassNames"/>. The key of an image that is none of the
    /// classes is missing.
    /// </summary>
    /// <param name="context">The ML.NET context that the data will be used with.</param>
    /// <returns>
    /// A view that reads from this object: shuffled on request, thread-safe, nothing copied up front. A cursor copies each
    /// row once, into the buffer of whoever reads it.
    /// </returns>
    public IDataView ToDataView(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new LabeledImagesDataView(this);
    }

    /// <summary>
    /// Writes a pair of IDX files, gzip where a name ends in <c>.gz</c>. Existing files are replaced, and only when both
    /// of their successors are complete.
    /// </summary>
    /// <param name="imagesPath">The file for the images, rank 3.</param>
    /// <param name="labelsPath">The file for the labels, rank 1: classes from 0.</param>
    /// <exception cref="ArgumentException">Both names are of one file.</exception>
    /// <exception cref="InvalidOperationException">
    /// An image is none of the classes, and IDX files have no word for that.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    /// <exception cref="IOException">A name is that of a folder, or the disk refuses.</exception>
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

    /// <summary>Tells how many images of what size and how many classes there are, the same in every culture.</summary>
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

    private ImagePlace GetPlace(int index)
    {
        ThrowIfNotIndex(index);
        return _places[index];
    }

    private void ThrowIfNotIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
