using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Images and labels of IDX files, turned into what <see cref="LabeledImages"/> holds.</summary>
/// <param name="Block">The pixels.</param>
/// <param name="Count">How many images there are.</param>
/// <param name="Size">Their size, when turned.</param>
internal sealed record IdxImages(ImageBlock Block, int Count, ImageSize Size)
{
    private const int ImageRank = 3;

    /// <summary>Reads all images.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or its images have another size than asked for.</exception>
    public static IdxImages Read(string path, ImageSetFormat format)
    {
        var array = IdxReader.Read(path, ImageRank);
        var stored = SizeOf(path, array.Dimensions, format);
        if (format.Transposed)
        {
            Transpose(array.Values.Span, stored);
        }

        var size = format.Transposed ? stored.Transposed : stored;
        return new IdxImages(new MemoryImageBlock(array.Values, size.PixelCount), array.Dimensions[0], size);
    }

    /// <summary>Opens a plain file, and leaves the images there.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or compressed, or its images have another size than asked for.
    /// </exception>
    public static IdxImages Open(string path, ImageSetFormat format)
    {
        var (file, dimensions) = IdxReader.Open(path, ImageRank);
        var stored = SizeOf(path, dimensions, format);
        var block = new FileImageBlock(file, path, IdxHeader.Length(ImageRank), stored, format.Transposed);
        return new IdxImages(block, dimensions[0], format.Transposed ? stored.Transposed : stored);
    }

    /// <summary>Reads labels, and counts them from 0.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or a label is none of the classes.</exception>
    public static byte[] ReadLabels(string path, ImageSetFormat format)
    {
        var labels = IdxReader.Read(path, rank: 1).Values.ToArray();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < format.FirstLabel || labels[i] > format.LastLabel)
            {
                throw new InvalidDataException(
                    $"'{path}': label {i} is {labels[i]}; with {format.ClassCount} classes it must be {format.FirstLabel} " +
                    $"to {format.LastLabel}. Pass the right format, or the right file.");
            }

            labels[i] -= (byte)format.FirstLabel;
        }

        return labels;
    }

    private static ImageSize SizeOf(string path, IReadOnlyList<int> dimensions, ImageSetFormat format)
    {
        if ((long)dimensions[1] * dimensions[2] > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{path}': an image of {dimensions[1]}x{dimensions[2]} is too large. Pass the right file.");
        }

        var stored = new ImageSize(dimensions[1], dimensions[2]);
        return format.Complain(stored) is not { } complaint
            ? stored
            : throw new InvalidDataException($"'{path}': {complaint}. Pass the right format, or the right file.");
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
}
