using System.Buffers.Binary;
using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>An IDX file of images (http://yann.lecun.com/exdb/mnist/), 0 for paper to 255 for ink.</summary>
internal sealed class IdxFile(string path) : PictureFile(path)
{
    private const int HeaderLength = 16;
    private const int Magic = 0x0803; // unsigned bytes in three dimensions

    private FileStream? _stream;
    private (long Count, int Height, int Width)? _shape;

    private FileStream Stream => _stream ??= Open();

    private (long Count, int Height, int Width) Shape => _shape ??= ReadShape();

    public override IEnumerable<Picture> List(Picture file)
    {
        for (var i = 0; i < Shape.Count; i++)
        {
            yield return file with { Entry = $"{i}", At = i, Length = (long)Shape.Height * Shape.Width };
        }
    }

    public override DigitImage Load(Picture picture)
    {
        var (_, height, width) = Shape;
        var pixels = new byte[height * width];
        Stream.Position = HeaderLength + ((picture.At ?? 0) * pixels.Length);
        Stream.ReadExactly(pixels);
        return DigitImage.Normalize(pixels, height, width);
    }

    public override void Dispose() => _stream?.Dispose();

    private (long Count, int Height, int Width) ReadShape()
    {
        var header = new byte[HeaderLength];
        Stream.Position = 0;
        if (Stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || Number(0) != Magic)
        {
            throw new InvalidDataException("The file is not an IDX file of images: it does not begin with 00 00 08 03, a " +
                "number of images and their size.");
        }

        var (count, height, width) = (Number(1), Number(2), Number(3));
        if (count < 0 || height < 1 || width < 1 || (long)height * width > DigitImage.MaxPixels
            || Stream.Length != HeaderLength + ((long)count * height * width))
        {
            throw new InvalidDataException(
                $"The IDX file is damaged: the header says {count} images of {height}x{width}, but it has {Stream.Length} " +
                "bytes.");
        }

        return (count, height, width);

        int Number(int index) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * index));
    }
}
