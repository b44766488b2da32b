using System.Buffers.Binary;

namespace Mnist.Classifier.Pictures;

/// <summary>
/// Tells the formats of pictures apart, and whether a file has its end. The decoder does neither: it takes almost any
/// bytes for one of its older formats, and makes up what a file that was cut off does not say.
/// </summary>
internal static class PictureFormats
{
    private const int BmpOffsetPosition = 10;
    private const int BmpHeaderPosition = 14;
    private const int BmpOldHeaderLength = 12;
    private const int BmpOldBitsPosition = 24;
    private const int BmpBitsPosition = 28;
    private const int BmpCompressionPosition = 30;
    private const int BmpRowAlignment = 32;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public static PictureFormat Detect(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith(PngSignature) => PictureFormat.Png,
        _ when file.StartsWith(JpegSignature) => PictureFormat.Jpeg,
        _ when file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) => PictureFormat.Gif,
        _ when file.StartsWith("BM"u8) => PictureFormat.Bmp,
        _ when file.StartsWith("RIFF"u8) && HasAt(file, 8, "WEBP"u8) => PictureFormat.WebP,
        _ when file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) => PictureFormat.Tiff,
        _ when HasAt(file, 4, "ftyp"u8) => PictureFormat.Heif,
        _ => PictureFormat.Unknown,
    };

    /// <summary>
    /// Tells whether the end of the picture is in the file. What comes after it does not matter, but for a GIF.
    /// </summary>
    public static bool HasEnd(ReadOnlySpan<byte> file, PictureFormat format, long width, long height) => format switch
    {
        PictureFormat.Png => file.LastIndexOf("IEND"u8) >= 0,
        PictureFormat.Jpeg => JpegEnd.IsIn(file),
        PictureFormat.Gif => file.TrimEnd((byte)0).EndsWith(";"u8),
        PictureFormat.Bmp => HasBmpPixels(file, width, height),
        _ => false,
    };

    private static bool HasBmpPixels(ReadOnlySpan<byte> file, long width, long height)
    {
        if (file.Length < BmpCompressionPosition + sizeof(uint))
        {
            return false;
        }

        var isOld = BinaryPrimitives.ReadUInt32LittleEndian(file[BmpHeaderPosition..]) == BmpOldHeaderLength;
        if (!isOld && BinaryPrimitives.ReadUInt32LittleEndian(file[BmpCompressionPosition..]) is 1 or 2)
        {
            return true; // run lengths, which the decoder refuses
        }

        var offset = BinaryPrimitives.ReadUInt32LittleEndian(file[BmpOffsetPosition..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(isOld ? BmpOldBitsPosition : BmpBitsPosition)..]);
        var rowLength = ((width * bits) + BmpRowAlignment - 1) / BmpRowAlignment * (BmpRowAlignment / 8);
        return offset + (rowLength * height) <= file.Length;
    }

    private static bool HasAt(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> signature) =>
        file.Length >= offset && file[offset..].StartsWith(signature);
}
