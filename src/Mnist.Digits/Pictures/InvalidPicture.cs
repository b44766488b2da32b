namespace Mnist.Digits.Pictures;

/// <summary>Creates the exceptions for unreadable pictures, which say which file, what is wrong, and what to do.</summary>
internal static class InvalidPicture
{
    private const string Formats = "PNG, JPEG, BMP, GIF, PGM, PPM or PBM";

    public static InvalidDataException OfFormat(string name, PictureFormat format) => new(format switch
    {
        PictureFormat.Empty => $"{name} is empty. Download or save it again.",
        PictureFormat.LfsPointer => $"{name} is a Git LFS pointer: fetch the picture itself with 'git lfs pull'.",
        PictureFormat.Html =>
            $"{name} is an HTML page, which sites may send instead of a picture: open its address in a browser, and save the " +
            "picture itself.",
        PictureFormat.Pdf => $"{name} is a PDF: save the page as a PNG.",
        _ => $"{name} is {Describe(format)}. Save it in a supported format: {Formats}.",
    });

    public static InvalidDataException OfLength(string name, long maxLength) => new(FormattableString.Invariant(
        $"{name} has more than {maxLength:N0} bytes. Shrink the picture, or crop it to the digit."));

    public static InvalidDataException OfSize(string name, PictureSize size, long maxPixels) => new(
        FormattableString.Invariant($"{name} is a picture of {size.Width}x{size.Height} pixels; ") +
        FormattableString.Invariant($"at least 1 and at most {maxPixels:N0} are allowed. Shrink it, or crop it to the digit."));

    public static InvalidDataException OfFault(
        string name, PictureFormat format, PictureSize size, PictureFault fault) => fault switch
    {
        PictureFault.CutOff => new(
            $"{name} begins as {Describe(format)}, but its end is missing: it was cut off. Download or save it again."),
        PictureFault.Disproportionate => new(
            $"{name} is {Describe(format)} whose content does not match its size of {size.Width}x{size.Height} pixels: it " +
            "decompresses to more, or has too few bytes for so many. It is damaged or malicious."),
        PictureFault.Costly => new(
            $"{name} is {Describe(format)} of {size.Width}x{size.Height} pixels, too many for so small a file: decoding it " +
            "would take a disproportionate amount of memory or time. Shrink it, crop it to the digit, or save it with 8 bits " +
            "per channel, without transparency, and not as progressive."),
        PictureFault.UnknownInks => new(
            $"{name} is a CMYK JPEG that does not state how its inks are encoded. Save it as RGB or greyscale."),
        _ => Undecodable(name, format),
    };

    public static InvalidDataException Undecodable(string name, PictureFormat format) => new(
        $"{name} begins as {Describe(format)}, but cannot be decoded. It is damaged, or uses a rare feature of its format: " +
        $"open it in an image editor, and save it as a plain {Formats}.");

    private static string Describe(PictureFormat format) => format switch
    {
        PictureFormat.Png => "a PNG picture",
        PictureFormat.Jpeg => "a JPEG picture",
        PictureFormat.Bmp => "a BMP picture",
        PictureFormat.Gif => "a GIF picture",
        PictureFormat.Netpbm => "a PGM, PPM or PBM picture",
        PictureFormat.WebP => "a WebP picture",
        PictureFormat.Tiff => "a TIFF picture",
        PictureFormat.Heif => "a HEIF or AVIF picture",
        _ => "not a picture in a known format",
    };
}

/// <summary>Specifies why a picture file cannot be decoded.</summary>
internal enum PictureFault
{
    None,

    /// <summary>The file violates its format.</summary>
    Damaged,

    /// <summary>The end of the picture is missing.</summary>
    CutOff,

    /// <summary>The content is more, or less, than the size of the picture allows.</summary>
    Disproportionate,

    /// <summary>Decoding takes a disproportionate amount of memory or time for the length of the file.</summary>
    Costly,

    /// <summary>The file is valid, but the decoder does not support it, or decodes it incorrectly.</summary>
    Rare,

    /// <summary>The file is CMYK, and does not state how the inks are encoded.</summary>
    UnknownInks,
}
