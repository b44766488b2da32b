using System.Buffers.Binary;

namespace DenseNetworks.IO.Zip;

/// <summary>Reads the little-endian fields of zip headers.</summary>
internal static class ZipFields
{
    public static ushort ReadUInt16(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    public static uint ReadUInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
