using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DenseNetworks.Network;

/// <summary>Writes little-endian values to a stream and, at the end, the SHA-256 of all that was written.</summary>
internal sealed class ChecksummedWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

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

    public void WriteChecksum() => stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        stream.Write(bytes);
    }
}
