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
    private const int BufferSize = 1 << 16;

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
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder: name the pictures in it.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no picture '{path}'. Check the name; a relative path starts at the current folder, " +
                $"'{Environment.CurrentDirectory}'.", path);
        }

        using var stream = File.OpenRead(path);
        return Decode(ReadAll(stream, $"'{path}'"), $"'{path}'", maxPixels);
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
        while (stream.Read(buffer) is > 0 and var count)
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
        var format = PictureFormats.Detect(file);
        if (format is not (PictureFormat.Png or PictureFormat.Jpeg or PictureFormat.Bmp or PictureFormat.Gif
            or PictureFormat.Netpbm))
        {
            throw InvalidPicture.OfFormat(name, format);
        }

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
        catch (Exception e) when (e is not InvalidDataException)
        {
            // Damaged bytes make the decoder throw almost anything, out of memory included.
            throw InvalidPicture.Undecodable(name, format, e);
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
