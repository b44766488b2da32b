using System.Buffers.Binary;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Finds where the compressed data begins in a gzip member (RFC 1952 section 2.3).</summary>
internal static class GzipHeader
{
    private const int FixedLength = 10;
    private const byte Deflate = 8;
    private const byte HasHeaderChecksum = 0x02;
    private const byte HasExtraField = 0x04;
    private const byte HasName = 0x08;
    private const byte HasComment = 0x10;
    private const byte Reserved = 0xE0;

    /// <summary>Returns whether the content starts as that of a gzip file, whatever its name.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> file) => file is [0x1F, 0x8B, ..];

    /// <summary>Skips the header.</summary>
    /// <returns>The offset of the first compressed byte, which may be the end of the file.</returns>
    public static int Skip(string path, ReadOnlySpan<byte> file)
    {
        RequireLength(path, file, FixedLength);
        InvalidFile.RequireGzip(file[2] == Deflate, path, 2, $"compression method {file[2]}", "8 (deflate)");
        var flags = file[3];
        InvalidFile.RequireGzip((flags & Reserved) == 0, path, 3, $"flags 0x{flags:X2}", "none of the reserved bits 0xE0");
        var offset = FixedLength;
        if ((flags & HasExtraField) != 0)
        {
            RequireLength(path, file, offset + 2);
            offset += 2 + BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]);
            RequireLength(path, file, offset);
        }

        offset = (flags & HasName) == 0 ? offset : SkipText(path, file, offset);
        offset = (flags & HasComment) == 0 ? offset : SkipText(path, file, offset);
        offset = (flags & HasHeaderChecksum) == 0 ? offset : CheckChecksum(path, file, offset);
        return offset;
    }

    private static int SkipText(string path, ReadOnlySpan<byte> file, int offset)
    {
        var length = file[offset..].IndexOf((byte)0);
        InvalidFile.RequireGzip(length >= 0, path, file.Length, "the end of the file", "the zero byte that ends a text");
        return offset + length + 1;
    }

    private static int CheckChecksum(string path, ReadOnlySpan<byte> file, int offset)
    {
        RequireLength(path, file, offset + 2);
        var found = BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]);
        var expected = (ushort)Crc32.Compute(file[..offset]);
        InvalidFile.RequireGzip(found == expected, path, offset, $"the header checksum {found:X4}", $"{expected:X4}");
        return offset + 2;
    }

    private static void RequireLength(string path, ReadOnlySpan<byte> file, int length) =>
        InvalidFile.RequireGzip(file.Length >= length, path, file.Length, "the end of the file", "more of the gzip header");
}
