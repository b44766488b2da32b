using StbImageSharp;

namespace Mnist.Classifier.Pictures;

/// <summary>
/// Reads pictures as grey: PNG, JPEG, BMP and the first frame of GIF, of any bit depth, turned upright, with
/// transparency laid on paper. Safe for use from many threads.
/// </summary>
internal static class PictureReader
{
    /// <summary>More is refused before it is decoded: a small file can unpack to any size.</summary>
    public const long MaxPixels = 100_000_000;

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

        return Decode(File.ReadAllBytes(path), $"'{path}'");
    }

    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are no picture of these formats, damaged, or too large.
    /// </exception>
    public static GreyPicture Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return Decode(file.ToArray(), "The stream");
    }

    private static GreyPicture Decode(byte[] file, string name)
    {
        var format = PictureFormats.Detect(file);
        if (format is not (PictureFormat.Png or PictureFormat.Jpeg or PictureFormat.Bmp or PictureFormat.Gif))
        {
            throw InvalidPicture.OfFormat(name, format);
        }

        ImageResult picture;
        try
        {
            CheckSize(file, format, name);
            using var stream = new PictureStream(file);
            picture = ImageResult.FromStream(stream);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // Damaged bytes make the decoder throw almost anything, out of memory included.
            throw InvalidPicture.Undecodable(name, format, e);
        }

        var grey = new GreyPicture(picture.Width, picture.Height, Luma.ToGrey(picture.Data, picture.Comp));
        return format == PictureFormat.Jpeg ? PictureOrientation.MakeUpright(grey, ExifOrientation.Read(file)) : grey;
    }

    private static void CheckSize(byte[] file, PictureFormat format, string name)
    {
        using var stream = new PictureStream(file);
        if (ImageInfo.FromStream(stream) is not { } info)
        {
            throw InvalidPicture.Undecodable(name, format, reason: null);
        }

        if (info.Width < 1 || info.Height < 1 || (long)info.Width * info.Height > MaxPixels)
        {
            throw InvalidPicture.OfSize(name, info.Width, info.Height, MaxPixels);
        }

        if (!PictureFormats.HasEnd(file, format, info.Width, info.Height))
        {
            throw InvalidPicture.CutOff(name, format);
        }
    }
}
