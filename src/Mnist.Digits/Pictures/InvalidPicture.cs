namespace Mnist.Digits.Pictures;

/// <summary>Words every complaint about a picture the same way: which file, what is wrong, and what to do.</summary>
internal static class InvalidPicture
{
    private const string Formats = "PNG, JPEG, BMP, GIF, PGM, PPM or PBM";

    public static InvalidDataException OfFormat(string name, PictureFormat format) => new(format switch
    {
        PictureFormat.Empty => $"{name} is empty. Fetch or write it again.",
        PictureFormat.LfsPointer => $"{name} is a pointer of Git LFS: fetch the picture itself with 'git lfs pull'.",
        PictureFormat.Html =>
            $"{name} is an HTML page, as sites send in place of a picture: open its address in a browser, and save the picture itself.",
        PictureFormat.Pdf => $"{name} is a PDF: save its page as PNG.",
        _ => $"{name} is {Describe(format)}. Pictures of digits are read from {Formats}: save it as one of these.",
    });

    public static InvalidDataException OfLength(string name, long maxLength) => new(FormattableString.Invariant(
        $"{name} has more than {maxLength:N0} bytes. Shrink the picture, or cut the digit out."));

    public static InvalidDataException OfSize(string name, PictureSize size, long maxPixels) => new(
        FormattableString.Invariant($"{name} is a picture of {size.Width}x{size.Height} pixels; ") +
        FormattableString.Invariant($"at least 1 and at most {maxPixels:N0} can be read. Shrink it, or cut the digit out."));

    public static InvalidDataException OfFault(
        string name, PictureFormat format, PictureSize size, PictureFault fault) => fault switch
    {
        PictureFault.CutOff => new(
            $"{name} begins as {Describe(format)}, but its end is missing: it was cut off. Fetch or write it again."),
        PictureFault.Disproportionate => new(
            $"{name} is {Describe(format)} whose content does not fit its size of {size.Width}x{size.Height} pixels: it " +
            "unpacks to more, or has too few bytes for so many. It is damaged, or made to do harm."),
        PictureFault.Costly => new(
            $"{name} is {Describe(format)} of {size.Width}x{size.Height} pixels, and too small a file for so many: to decode it " +
            "would take memory or time out of proportion. Shrink it, cut the digit out, or save it without transparency, 16 bits " +
            "and progressive steps."),
        PictureFault.UnknownInks => new(
            $"{name} is a JPEG picture in four inks (CMYK) that does not say how they are meant. Save it in RGB or grey."),
        _ => Undecodable(name, format),
    };

    public static InvalidDataException Undecodable(string name, PictureFormat format) => new(
        $"{name} begins as {Describe(format)}, but cannot be decoded. It is " +
        $"damaged or of a rare variety: open it in a picture editor and save it as a plain {Formats}.");

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
        _ => "not a picture of a known format",
    };
}

/// <summary>What keeps a picture file from being decoded.</summary>
internal enum PictureFault
{
    None,

    /// <summary>The file breaks the rules of its format.</summary>
    Damaged,

    /// <summary>The end of the picture is missing.</summary>
    CutOff,

    /// <summary>There is more in the file than its size can hold, or less than it must have.</summary>
    Disproportionate,

    /// <summary>Decoding takes more memory or time than a file of its length may.</summary>
    Costly,

    /// <summary>The format allows it, but the decoder does not read it, or reads it wrongly.</summary>
    Rare,

    /// <summary>Four colours of ink, without a word on how they are meant.</summary>
    UnknownInks,
}
