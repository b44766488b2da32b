using DenseNetworks.IO;
using StbImageSharp;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Decodes PNG, JPEG, BMP, GIF (the first frame), PGM, PPM and PBM files of any bit depth to upright greyscale pictures,
/// composited on paper. All members are thread-safe.
/// </summary>
internal static class PictureReader
{
    /// <summary>The largest pixel limit that a caller can set.</summary>
    public const int MaxPixels = 100_000_000;

    /// <summary>The default limit on pixels, which is above what most cameras produce.</summary>
    public const int DefaultMaxPixels = 50_000_000;

    private const long MaxLength = 512L << 20;

    // The decoder's peak memory: 16 bits for each of four channels, twice.
    private const int BytesPerPixel = 16;
    private const int BufferSize = 1 << 16;

    // Enough to detect every format, HTML after some empty lines included.
    private const int FirstBytes = 512;

    /// <param name="path">The path of the file.</param>
    /// <param name="maxPixels">The maximum number of pixels, checked before decoding.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or the path is a folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or in an unsupported format. The message names the file.
    /// </exception>
    public static GreyPicture Read(string path, int maxPixels = DefaultMaxPixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = $"'{Printable.Path(path)}'";
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"{name} is a folder: specify a picture in it.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The picture {name} does not exist. Check the name; a relative path is relative to the current folder, " +
                $"'{Printable.Path(Environment.CurrentDirectory)}'.", path);
        }

        using var stream = ReadableFile.Open(path);
        return Decode(ReadAll(stream, name), name, maxPixels);
    }

    /// <param name="stream">A readable stream, which is read from its current position to its end and left open.</param>
    /// <param name="maxPixels">The maximum number of pixels, checked before decoding.</param>
    /// <exception cref="InvalidDataException">The picture is damaged, too large, or in an unsupported format.</exception>
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
        CheckFormat(buffer.AsSpan(0, count), name); // do not read the rest of anything else
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
            // The claimed size is within limits, so the machine is short of memory.
            throw MemoryFault.Of($"The picture {name}", BytesPerPixel * size.PixelCount, e);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // A damaged file makes the decoder throw almost any exception, whose message may contain bytes of the file.
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
        var format and (PictureFormat.Png or PictureFormat.Jpeg or PictureFormat.Bmp or PictureFormat.Gif
            or PictureFormat.Netpbm) => format,
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
