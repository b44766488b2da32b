namespace Mnist.Classifier.Pictures;

/// <summary>Words every complaint about a picture the same way: which file, what is wrong, and what to do.</summary>
internal static class InvalidPicture
{
    private const string Formats = "PNG, JPEG, BMP or GIF";

    public static InvalidDataException OfFormat(string name, PictureFormat format) => new(
        $"{name} is {Describe(format)}. Pictures of digits are read from {Formats}: save it as one of these.");

    public static InvalidDataException OfLength(string name, long maxLength) => new(FormattableString.Invariant(
        $"{name} has more than {maxLength:N0} bytes. Shrink the picture, or cut the digit out."));

    public static InvalidDataException OfContent(string name) => new(
        $"{name} is a PNG picture that unpacks to more than its width and height can hold. It is damaged, or made to do harm.");

    public static InvalidDataException OfSize(string name, long width, long height, long maxPixels) => new(
        FormattableString.Invariant($"{name} is a picture of {width}x{height} pixels; ") +
        FormattableString.Invariant($"at least 1 and at most {maxPixels:N0} can be read. Shrink it, or cut the digit out."));

    public static InvalidDataException CutOff(string name, PictureFormat format) => new(
        $"{name} begins as {Describe(format)}, but its end is missing: it was cut off. Fetch or write it again.");

    public static InvalidDataException Undecodable(string name, PictureFormat format, Exception? reason) => new(
        $"{name} begins as {Describe(format)}, but cannot be decoded. It is " +
        $"damaged or of a rare variety: open it in a picture editor and save it as a plain {Formats}.",
        reason);

    private static string Describe(PictureFormat format) => format switch
    {
        PictureFormat.Png => "a PNG picture",
        PictureFormat.Jpeg => "a JPEG picture",
        PictureFormat.Bmp => "a BMP picture",
        PictureFormat.Gif => "a GIF picture",
        PictureFormat.WebP => "a WebP picture",
        PictureFormat.Tiff => "a TIFF picture",
        PictureFormat.Heif => "a HEIF or AVIF picture",
        _ => "not a picture of a known format",
    };
}
