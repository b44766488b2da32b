using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads and validates the headers of BMP files: the 14-byte file header and an info header of at least 12 bytes (Microsoft,
/// "Bitmap Storage", https://learn.microsoft.com/windows/win32/gdi/bitmap-storage).
/// </summary>
internal static class BmpCheck
{
    private const int FileHeaderLength = 14;
    private const int OldHeaderLength = 12;
    private const int WithMasksInside = 108;
    private const int MasksLength = 12;
    private const int OffsetPosition = 10;
    private const int HeaderLengthPosition = 14;
    private const int SizePosition = 18;
    private const int OldBitsPosition = 24;
    private const int BitsPosition = 28;
    private const int CompressionPosition = 30;
    private const int Uncompressed = 0;
    private const int Masked = 3;
    private const int RowAlignment = 32;
    private const int FewestBytes = CompressionPosition + sizeof(uint);

    public static PictureSize? ReadSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < FewestBytes)
        {
            return null;
        }

        // A negative height means that rows are stored from the top down.
        var size = file[SizePosition..];
        return IsOld(file)
            ? new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(size), BinaryPrimitives.ReadUInt16LittleEndian(size[2..]))
            : new PictureSize(
                BinaryPrimitives.ReadInt32LittleEndian(size),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(size[4..])));
    }

    public static PictureFault Check(ReadOnlySpan<byte> file, PictureSize size)
    {
        long headerLength = BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderLengthPosition..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(IsOld(file) ? OldBitsPosition : BitsPosition)..]);
        var compression = IsOld(file) ? Uncompressed : BinaryPrimitives.ReadUInt32LittleEndian(file[CompressionPosition..]);
        if (headerLength is not (OldHeaderLength or 40 or 56 or WithMasksInside or 124)
            || bits is not (1 or 4 or 8 or 16 or 24 or 32)
            || compression is not (Uncompressed or Masked)
            || (compression == Masked && bits is not (16 or 32)))
        {
            return PictureFault.Rare;
        }

        // The decoder skips a gap between the headers and the pixels twice, and would read the wrong pixels.
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(file[OffsetPosition..]);
        var hasMasksBehind = compression == Masked && headerLength < WithMasksInside;
        var headersEnd = FileHeaderLength + headerLength + (hasMasksBehind ? MasksLength : 0);
        if (offset < headersEnd || (bits >= 16 && offset != headersEnd))
        {
            return PictureFault.Rare;
        }

        var rowLength = ((size.Width * bits) + RowAlignment - 1) / RowAlignment * (RowAlignment / 8);
        return offset + (rowLength * size.Height) <= file.Length ? PictureFault.None : PictureFault.CutOff;
    }

    private static bool IsOld(ReadOnlySpan<byte> file) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderLengthPosition..]) == OldHeaderLength;
}
