using StbImageSharp;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads pictures as grey: PNG, JPEG, BMP and the first frame of GIF, of any bit depth, turned upright, with
/// transparency laid on paper. Safe for use from many threads.
/// </summary>
internal static class PictureReader
{
    /// <summary>More is refused before it is decoded: a small file can unpack to any size.</summary>
    public const long MaxPixels = 100_000_000;

    private const long MaxLength = 512L << 20;
    private const int BufferSize = 1 << 16;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no picture of these formats, damaged, or too large. The message names it.
    /// </exception>
    public static GreyPicture Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no picture '{path}'. Check the name; a relative path starts at the current folder, " +
                $"'{Environment.CurrentDirectory}'.", path);
        }

        using var stream = File.OpenRead(path);
        return Decode(ReadAll(stream, $"'{path}'"), $"'{path}'");
    }

    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are no picture of these formats, damaged, or too large.
    /// </exception>
    public static GreyPicture Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Decode(ReadAll(stream, "The stream"), "The stream");
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

    private static GreyPicture Decode(byte[] file, string name)
    {
        var format = PictureFormats.Detect(file);
        if (format is not (PictureFormat.Png or PictureFormat.Jpeg or PictureFormat.Bmp or PictureFormat.Gif))
        {
            throw InvalidPicture.OfFormat(name, format);
        }

        var grey = Decode(file, format, name);
        return format == PictureFormat.Jpeg ? PictureOrientation.MakeUpright(grey, ExifOrientation.Read(file)) : grey;
    }

    private static GreyPicture Decode(byte[] file, PictureFormat format, string name)
    {
        Check(file, format, name);
        try
        {
            using var stream = new PictureStream(file, format);
            var picture = ImageResult.FromStream(stream);
            return stream.IsOverrun || (format == PictureFormat.Jpeg && stream.Position < JpegContent.Read(file).End)
                ? throw InvalidPicture.Undecodable(name, format)
                : new GreyPicture(picture.Width, picture.Height, Luma.ToGrey(picture.Data, picture.Comp));
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // Damaged bytes make the decoder throw almost anything, out of memory included.
            throw InvalidPicture.Undecodable(name, format, e);
        }
    }

    private static void Check(byte[] file, PictureFormat format, string name)
    {
        if (PictureContent.ReadSize(file, format) is not { } size)
        {
            throw InvalidPicture.Undecodable(name, format);
        }

        // Each alone first: the product of two claims may be more than a number holds.
        if (size.Width < 1 || size.Height < 1 || size.Width > MaxPixels || size.Height > MaxPixels || size.PixelCount > MaxPixels)
        {
            throw InvalidPicture.OfSize(name, size, MaxPixels);
        }

        if (PictureContent.Check(file, format, size) is not PictureFault.None and var fault)
        {
            throw InvalidPicture.OfFault(name, format, size, fault);
        }
    }
}
