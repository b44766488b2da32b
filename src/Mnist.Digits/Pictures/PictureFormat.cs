using System.Text;

namespace Mnist.Digits.Pictures;

/// <summary>Specifies the format of a file, as detected from its first bytes.</summary>
internal enum PictureFormat
{
    Unknown,
    Png,
    Jpeg,
    Bmp,
    Gif,

    /// <summary>PBM, PGM or PPM.</summary>
    Netpbm,

    // Detected only for the sake of the error message.
    Empty,
    LfsPointer,
    Html,
    Pdf,
    WebP,
    Tiff,
    Heif,
}

/// <summary>
/// Detects the format of a file, because the decoder mistakes almost any bytes for one of its older formats.
/// </summary>
internal static class PictureFormats
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static PictureFormat Detect(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith(PngSignature) => PictureFormat.Png,
        _ when file.StartsWith(JpegSignature) => PictureFormat.Jpeg,
        _ when file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) => PictureFormat.Gif,
        _ when file.StartsWith("BM"u8) => PictureFormat.Bmp,
        [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)' ' or (byte)'#' or (>= (byte)'\t' and <= (byte)'\r'), ..] =>
            PictureFormat.Netpbm,
        _ when file.StartsWith("RIFF"u8) && HasAt(file, 8, "WEBP"u8) => PictureFormat.WebP,
        _ when file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) => PictureFormat.Tiff,
        _ when HasAt(file, 4, "ftyp"u8) => PictureFormat.Heif,
        [] => PictureFormat.Empty,
        _ when file.StartsWith("version https://git-lfs.github.com/spec/"u8) => PictureFormat.LfsPointer,
        _ when file.StartsWith("%PDF-"u8) => PictureFormat.Pdf,
        _ when IsHtml(file) => PictureFormat.Html,
        _ => PictureFormat.Unknown,
    };

    private static bool IsHtml(ReadOnlySpan<byte> file)
    {
        var text = (file.StartsWith(ByteOrderMark) ? file[ByteOrderMark.Length..] : file).TrimStart(" \t\r\n"u8);
        return StartsWith(text, "<!doctype html"u8) || StartsWith(text, "<html"u8);

        static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
            text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
    }

    private static bool HasAt(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> signature) =>
        file.Length >= offset && file[offset..].StartsWith(signature);
}
