using System.Buffers.Binary;

namespace DenseNetworks.IO.Zip;

/// <summary>Reads the numbers of a zip's headers, which are little-endian.</summary>
internal static class ZipFields
{
    public static ushort ReadUInt16(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    public static uint ReadUInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
