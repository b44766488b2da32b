using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DenseNetworks.IO;

namespace DenseNetworks.Network;

/// <summary>
/// Writes little-endian values to a stream, followed by their CRC-32. A cryptographic hash would be no safer, because there is
/// no key, and .NET implements it with a system library that small containers may lack.
/// </summary>
internal sealed class ChecksummedWriter(Stream stream)
{
    private uint _crc;

    public void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    public void Write(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Write(bytes);
    }

    public void Write(float value) => Write([value]);

    public void Write(ReadOnlySpan<float> values) => Write(MemoryMarshal.AsBytes(values));

    public void WriteChecksum() => Write(_crc);

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _crc = Crc32.Compute(bytes, _crc);
        stream.Write(bytes);
    }
}
