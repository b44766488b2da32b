using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Converts a pair of IDX files to <see cref="LabeledImages"/>.</summary>
internal sealed class IdxImages(string imagesPath, string labelsPath, ImageSetLayout layout)
{
    private const int ImageRank = 3;

    /// <summary>Reads both files.</summary>
    public LabeledImages Read(bool onDemand)
    {
        var labels = ReadLabels();
        var (block, size) = onDemand ? OpenImages(labels.Length) : ReadImages(labels.Length);
        return new LabeledImages(
            [block], ImagePlace.InOrder(labels.Length), labels, size, layout.CountClasses(labels), layout.ClassNames);
    }

    /// <summary>Reads the labels, counted from 0.</summary>
    private byte[] ReadLabels()
    {
        var labels = IdxReader.Read(labelsPath, rank: 1).Values.ToArray();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < layout.FirstLabel || labels[i] > layout.LastLabel)
            {
                throw new InvalidDataException(
                    $"'{Printable.Path(labelsPath)}': label {i} is {labels[i]}; it must be {layout.FirstLabel} to " +
                    $"{layout.LastLabel}. Pass the right layout, or the right file.");
            }

            labels[i] -= (byte)layout.FirstLabel;
        }

        return labels;
    }

    private (ImageBlock Block, ImageSize Size) ReadImages(int labelCount)
    {
        var (dimensions, pixels) = IdxReader.Read(imagesPath, ImageRank);
        var stored = Check(dimensions, labelCount);
        if (layout.Transposed)
        {
            Transpose(pixels.Span, stored);
        }

        return (new MemoryImageBlock(pixels, stored.PixelCount), layout.SizeOf(stored));
    }

    private (ImageBlock Block, ImageSize Size) OpenImages(int labelCount)
    {
        var (file, dimensions) = IdxReader.Open(imagesPath, ImageRank);
        try
        {
            var stored = Check(dimensions, labelCount);
            var block = new FileImageBlock(file, imagesPath, IdxHeader.Length(ImageRank), stored, layout.Transposed);
            return (block, layout.SizeOf(stored));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Transpose(Span<byte> images, ImageSize stored)
    {
        var image = new byte[stored.PixelCount];
        for (; !images.IsEmpty; images = images[image.Length..])
        {
            images[..image.Length].CopyTo(image);
            stored.Transpose(image, images);
        }
    }

    /// <returns>The stored size of the images.</returns>
    private ImageSize Check(IReadOnlyList<int> dimensions, int labelCount)
    {
        if (dimensions[0] != labelCount)
        {
            throw new InvalidDataException(
                $"'{Printable.Path(imagesPath)}' has {dimensions[0]} images and '{Printable.Path(labelsPath)}' has " +
                $"{labelCount} labels. Pass two files that belong together.");
        }

        if ((long)dimensions[1] * dimensions[2] > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{Printable.Path(imagesPath)}': an image of {dimensions[1]}x{dimensions[2]} is too large. Pass the right " +
                "file.");
        }

        var stored = new ImageSize(dimensions[1], dimensions[2]);
        return layout.Complain(stored) is not { } complaint
            ? stored
            : throw new InvalidDataException($"'{Printable.Path(imagesPath)}': {complaint}. Pass the right layout, or the " +
                "right file.");
    }
}
