using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DenseNetworks.IO;

/// <summary>
/// Computes the CRC-32 of zip, gzip and networks (RFC 1952, section 8), eight bytes at a time with eight tables (M. Kounavis,
/// F. Berry 2005, "A systematic approach to building high performance, software-based, CRC generators"). The implementation of
/// .NET is in a separate package, which would be the second dependency of scoring.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int BytesAtOnce = sizeof(ulong);
    private const int TableSize = 256;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>Computes the CRC-32 of bytes, or continues from that of the bytes before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // mostly used while a process starts
    public static uint Compute(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var tables = Tables;
        var crc = ~before;
        for (; bytes.Length >= BytesAtOnce; bytes = bytes[BytesAtOnce..])
        {
            var next = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = tables[(7 * TableSize) + (byte)next]
                ^ tables[(6 * TableSize) + (byte)(next >> 8)]
                ^ tables[(5 * TableSize) + (byte)(next >> 16)]
                ^ tables[(4 * TableSize) + (byte)(next >> 24)]
                ^ tables[(3 * TableSize) + (byte)(next >> 32)]
                ^ tables[(2 * TableSize) + (byte)(next >> 40)]
                ^ tables[TableSize + (byte)(next >> 48)]
                ^ tables[(byte)(next >> 56)];
        }

        foreach (var value in bytes)
        {
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    // Table n contains the effect of a byte on the CRC that is n bytes further.
    private static uint[] MakeTables()
    {
        var tables = new uint[BytesAtOnce * TableSize];
        for (var i = 0u; i < TableSize; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            tables[i] = crc;
        }

        for (var i = TableSize; i < tables.Length; i++)
        {
            var before = tables[i - TableSize];
            tables[i] = tables[(byte)before] ^ (before >> 8);
        }

        return tables;
    }
}
