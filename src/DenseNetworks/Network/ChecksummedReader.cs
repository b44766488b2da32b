using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DenseNetworks.IO;

namespace DenseNetworks.Network;

/// <summary>
/// Reads what <see cref="ChecksummedWriter"/> wrote. Memory is allocated for the bytes that arrive, not for the length that a
/// field claims.
/// </summary>
internal sealed class ChecksummedReader(Stream stream)
{
    private const int FloatsAtOnce = 1 << 18;

    private uint _crc;
    private long _position;

    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public double ReadDouble()
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        Read(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    public float ReadSingle() => ReadFloats(1)[0];

    public float[] ReadFloats(int count)
    {
        var first = IsThere(count) ? count : Math.Min(count, FloatsAtOnce);
        var values = MemoryFault.Explain("A layer of the network", (long)count * sizeof(float), () => new float[first]);
        var filled = 0;
        while (true)
        {
            Read(MemoryMarshal.AsBytes(values.AsSpan(filled)));
            filled = values.Length;
            if (filled == count)
            {
                return values;
            }

            Array.Resize(ref values, (int)Math.Min(count, 2L * filled));
        }
    }

    public void CheckChecksum()
    {
        var actual = _crc;
        if (ReadUInt32() != actual)
        {
            throw new InvalidDataException(
                "The network's checksum does not match its content: the model was damaged. Copy or train it again.");
        }
    }

    // The length of a file or of memory is known, so the array need not grow.
    private bool IsThere(long count) => stream.CanSeek && count * sizeof(float) <= stream.Length - stream.Position;

    private void Read(Span<byte> bytes)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new InvalidDataException(
                $"The network ends after {_position + read} bytes, inside a field of {bytes.Length} bytes: the model was " +
                "cut off. Copy or train it again.");
        }

        _crc = Crc32.Compute(bytes, _crc);
        _position += bytes.Length;
    }
}
