using DenseNetworks.IO;
using StbImageSharp;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads pictures as grey: PNG, JPEG, BMP, the first frame of GIF, PGM, PPM and PBM, of any bit depth, turned upright, with
/// transparency laid on paper. Safe for use from many threads.
/// </summary>
internal static class PictureReader
{
    /// <summary>The most pixels that a picture may have at all.</summary>
    public const int MaxPixels = 100_000_000;

    /// <summary>The most pixels that a picture may have unless it is said otherwise: cameras make fewer.</summary>
    public const int DefaultMaxPixels = 50_000_000;

    private const long MaxLength = 512L << 20;

    // What the decoder takes at most: 16 bits for four channels, and the same again while it works.
    private const int BytesPerPixel = 16;
    private const int BufferSize = 1 << 16;

    // Enough to tell every format, and a page of HTML after some empty lines.
    private const int FirstBytes = 512;

    /// <param name="path">The file.</param>
    /// <param name="maxPixels">More are refused before they are decoded: a small file can unpack to any size.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or it is a folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no picture of these formats, damaged, or too large. The message names it.
    /// </exception>
    public static GreyPicture Read(string path, int maxPixels = DefaultMaxPixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = $"'{Printable.Path(path)}'";
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"{name} is a folder: name the pictures in it.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no picture {name}. Check the name; a relative path starts at the current folder, " +
                $"'{Printable.Path(Environment.CurrentDirectory)}'.", path);
        }

        using var stream = ReadableFile.Open(path);
        return Decode(ReadAll(stream, name), name, maxPixels);
    }

    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <param name="maxPixels">More are refused before they are decoded.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are no picture of these formats, damaged, or too large.
    /// </exception>
    public static GreyPicture Read(Stream stream, int maxPixels = DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Decode(ReadAll(stream, "The stream"), "The stream", maxPixels);
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        using var file = new MemoryStream();
        var buffer = new byte[BufferSize];
        var count = stream.ReadAtLeast(buffer, FirstBytes, throwOnEndOfStream: false);
        CheckFormat(buffer.AsSpan(0, count), name); // what is no picture is not read on
        for (; count > 0; count = stream.Read(buffer))
        {
            file.Write(buffer, 0, count);
            if (file.Length > MaxLength)
            {
                throw InvalidPicture.OfLength(name, MaxLength);
            }
        }

        return file.ToArray();
    }

    private static GreyPicture Decode(byte[] file, string name, int maxPixels)
    {
        var format = CheckFormat(file, name);
        var size = Check(file, format, name, maxPixels);
        try
        {
            GreyPicture? picture = null;
            var fault = format switch
            {
                PictureFormat.Png => PngDecoder.Decode(file, out picture),
                PictureFormat.Gif => GifDecoder.Decode(file, size, out picture),
                PictureFormat.Netpbm => NetpbmDecoder.Decode(file, out picture),
                _ => DecodeByLibrary(file, format, out picture),
            };
            return picture ?? throw InvalidPicture.OfFault(name, format, size, fault);
        }
        catch (OutOfMemoryException e)
        {
            // The size that the file claims was found possible, so memory is what is missing.
            throw MemoryFault.Of($"The picture {name}", BytesPerPixel * size.PixelCount, e);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // Damaged bytes make the decoder throw almost anything. It is not handed on: its message may be bytes of the file.
            throw InvalidPicture.Undecodable(name, format);
        }
    }

    private static PictureFault DecodeByLibrary(byte[] file, PictureFormat format, out GreyPicture? picture)
    {
        using var stream = new PictureStream(file, format);
        var decoded = ImageResult.FromStream(stream);
        var jpeg = format == PictureFormat.Jpeg ? JpegCheck.Read(file) : null;
        if (stream.IsOverrun || stream.Position < jpeg?.End)
        {
            picture = null;
            return PictureFault.Damaged;
        }

        picture = PictureOrientation.MakeUpright(
            new GreyPicture(decoded.Width, decoded.Height, GreyCanvas.ToGrey(decoded.Data, (int)decoded.Comp)),
            jpeg?.Orientation ?? PictureOrientation.Upright);
        return PictureFault.None;
    }

    private static PictureFormat CheckFormat(ReadOnlySpan<byte> file, string name) => PictureFormats.Detect(file) switch
    {
        var format and (PictureFormat.Png or PictureFormat.Jpeg or PictureFormat.Bmp or PictureFormat.Gif or PictureFormat.Netpbm) => format,
        var format => throw InvalidPicture.OfFormat(name, format),
    };

    private static PictureSize Check(byte[] file, PictureFormat format, string name, int maxPixels)
    {
        if (PictureCheck.ReadSize(file, format) is not { } size)
        {
            throw InvalidPicture.Undecodable(name, format);
        }

        if (size.PixelCount < 1 || size.PixelCount > maxPixels)
        {
            throw InvalidPicture.OfSize(name, size, maxPixels);
        }

        if (PictureCheck.Check(file, format, size) is not PictureFault.None and var fault)
        {
            throw InvalidPicture.OfFault(name, format, size, fault);
        }

        return size;
    }
}
