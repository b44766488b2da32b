using System.Buffers.Binary;
using System.Text;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>Reads the numbers and texts of a stored schema, and never beyond its bytes.</summary>
internal sealed class SchemaBytes(ReadOnlyMemory<byte> bytes)
{
    private const int BitsPerGroup = 7;
    private const int MoreGroups = 0x80;

    /// <summary>Gets or sets where the next value is read.</summary>
    /// <exception cref="InvalidDataException">It is outside of the bytes.</exception>
    public long Position
    {
        get;
        set => field = value >= 0 && value <= bytes.Length ? value : throw InvalidSchema.Damaged($"it has no offset {value}");
    }

    public byte ReadByte() => Take(1)[0];

    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a size in groups of seven bits, the lowest first.</summary>
    public int ReadSize()
    {
        var value = 0L;
        for (var shift = 0; shift < sizeof(int) * 8; shift += BitsPerGroup)
        {
            var group = ReadByte();
            value |= (long)(group & (MoreGroups - 1)) << shift;
            if ((group & MoreGroups) == 0)
            {
                return value <= int.MaxValue ? (int)value : throw InvalidSchema.Damaged($"it claims a size of {value}");
            }
        }

        throw InvalidSchema.Damaged("it claims a size without an end");
    }

    /// <summary>Reads a text: its size in bytes, then UTF-8.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Take(ReadSize()));

    /// <summary>Reads bytes, if they are all there.</summary>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > bytes.Length - Position)
        {
            throw InvalidSchema.Damaged($"{count} bytes at offset {Position} go beyond its end");
        }

        var taken = bytes.Span.Slice((int)Position, (int)count);
        Position += count;
        return taken;
    }

    /// <summary>Gets a part of the bytes, if it is all there.</summary>
    public ReadOnlyMemory<byte> Slice(long start, long count) =>
        start >= 0 && count >= 0 && start <= bytes.Length && count <= bytes.Length - start
            ? bytes.Slice((int)start, (int)count)
            : throw InvalidSchema.Damaged($"{count} bytes at offset {start} go beyond its end");
}
