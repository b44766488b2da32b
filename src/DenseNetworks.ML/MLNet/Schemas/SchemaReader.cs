using System.IO.Compression;
using Microsoft.ML;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>
/// Reads the schema in a saved model: a data view without rows in ML.NET's binary format, version 1.1.1.6, which is that of
/// every ML.NET that this library runs on. ML.NET's own reader follows types into types, and takes memory for what a file
/// claims, so a small file can end the process.
/// </summary>
internal sealed class SchemaReader
{
    /// <summary>The most bytes that a schema may have, and as many again in its annotations, unpacked.</summary>
    public const int MaxSize = 4 << 20;

    private const ulong Signature = 0x00425644004C4D43; // "CML\0DVB\0"
    private const ulong TailSignature = 0x434D4C0044564200;
    private const ulong Version = 0x0001000100010006;
    private const int HeaderSize = 256;
    private const int MaxColumns = 4_096;
    private const int MaxAnnotations = 16_384;
    private const byte NotCompressed = 0;
    private const byte Deflated = 1;

    private readonly SchemaBytes _bytes;
    private int _annotationCount;
    private long _annotationSize;

    private SchemaReader(SchemaBytes bytes)
    {
        _bytes = bytes;
    }

    /// <summary>Reads a whole schema, the values of its annotations included.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a schema, or too large a one.</exception>
    public static DataViewSchema Read(byte[] bytes) => new SchemaReader(new SchemaBytes(bytes)).Read(bytes.Length);

    // uint64 signature, version, oldest version of a reader; int64 offset of the table of columns, offset of the tail,
    // number of rows; int32 number of columns. Then to the 256th byte nothing.
    private DataViewSchema Read(int size)
    {
        if (_bytes.ReadUInt64() != Signature || _bytes.ReadUInt64() < Version || _bytes.ReadUInt64() != Version)
        {
            throw InvalidSchema.Damaged("it does not start as a data view of version 1.1.1.6");
        }

        var columns = _bytes.ReadInt64();
        var tail = _bytes.ReadInt64();
        _bytes.ReadInt64();
        var count = _bytes.ReadInt32();
        if (count is < 0 or > MaxColumns)
        {
            throw InvalidSchema.Damaged($"it claims {count} columns, and {MaxColumns} are the most that are read");
        }

        _bytes.Position = tail;
        if (_bytes.ReadUInt64() != TailSignature || _bytes.Position != size)
        {
            throw InvalidSchema.Damaged("it does not end where it says");
        }

        var schema = new DataViewSchema.Builder();
        _bytes.Position = count == 0 ? HeaderSize : columns;
        for (var i = 0; i < count; i++)
        {
            ReadColumn(schema);
        }

        return schema.ToSchema();
    }

    // Text name; type; uint8 compression; size in groups: rows of a block; int64 offset of the blocks, offset of the
    // annotations or 0.
    private void ReadColumn(DataViewSchema.Builder schema)
    {
        var name = ReadName("column");
        var type = SchemaColumnType.Read(_bytes);
        _bytes.ReadByte();
        _bytes.ReadSize();
        _bytes.ReadInt64();
        var annotations = _bytes.ReadInt64();
        if (annotations == 0)
        {
            schema.AddColumn(name, type.Type);
            return;
        }

        var next = _bytes.Position;
        _bytes.Position = annotations;
        schema.AddColumn(name, type.Type, ReadAnnotations());
        _bytes.Position = next;
    }

    // Size in groups: number of annotations. For each: text kind; type; uint8 compression; int64 offset of the value; size
    // in groups: bytes of the value.
    private DataViewSchema.Annotations ReadAnnotations()
    {
        var count = _bytes.ReadSize();
        _annotationCount += Math.Min(count, MaxAnnotations + 1);
        if (_annotationCount > MaxAnnotations)
        {
            throw InvalidSchema.Damaged($"it claims more than {MaxAnnotations} annotations, the most that are read");
        }

        var kinds = new HashSet<string>();
        var annotations = new DataViewSchema.Annotations.Builder();
        for (var i = 0; i < count; i++)
        {
            var start = _bytes.Position;
            var kind = ReadName("annotation");
            if (!kinds.Add(kind))
            {
                throw InvalidSchema.Damaged("a column has two annotations of one kind");
            }

            var type = SchemaColumnType.Read(_bytes);
            Count(_bytes.Position - start);
            var compression = _bytes.ReadByte();
            var offset = _bytes.ReadInt64();
            var block = _bytes.Slice(offset, _bytes.ReadSize());
            Count(block.Length);
            var value = new SchemaBytes(compression switch
            {
                NotCompressed => block,
                Deflated => Unpack(block),
                _ => throw InvalidSchema.Damaged($"an annotation is compressed by the unknown method {compression}"),
            });
            type.ValueType.AddValue(annotations, kind, type.Type, value);
        }

        return annotations.ToAnnotations();
    }

    // Columns may share annotations, and annotations their bytes, so whatever is read counts each time.
    private void Count(long size)
    {
        _annotationSize += size;
        if (_annotationSize > MaxSize)
        {
            throw InvalidSchema.Damaged($"its annotations have more than {MaxSize} bytes, the most that are read");
        }
    }

    private ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> block)
    {
        using var stream = new DeflateStream(new MemoryStream(block.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        Span<byte> buffer = stackalloc byte[4_096];
        try
        {
            while (unpacked.Length <= MaxSize && stream.Read(buffer) is > 0 and var read)
            {
                unpacked.Write(buffer[..read]);
            }
        }
        catch (InvalidDataException e)
        {
            throw InvalidSchema.Damaged("an annotation cannot be unpacked", e);
        }

        Count(unpacked.Length);
        return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
    }

    private string ReadName(string what) => _bytes.ReadText() is { Length: > 0 } name
        ? name
        : throw InvalidSchema.Damaged($"it has a {what} without a name");
}
