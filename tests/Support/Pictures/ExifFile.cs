namespace Testing;

/// <summary>Puts into a JPEG file what a camera notes about how it was held.</summary>
internal static class ExifFile
{
    /// <summary>How many bytes are added, after the first two.</summary>
    public const int Length = 36;

    public static byte[] AddOrientation(byte[] jpeg, int orientation, bool isLittleEndian)
    {
        byte[] tiff = isLittleEndian
            ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0];
        byte[] content = [.. "Exif\0\0"u8, .. tiff, 0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content, .. jpeg[2..]];
    }
}
