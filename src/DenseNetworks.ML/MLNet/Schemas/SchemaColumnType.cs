using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>The type of a column or an annotation of a stored schema.</summary>
/// <param name="Type">The type as ML.NET has it.</param>
/// <param name="ValueType">What its values are stored as: of a key the number, of a vector the items.</param>
internal sealed record SchemaColumnType(DataViewType Type, SchemaValueType ValueType)
{
    private const string Vector = "VBuffer";
    private const string Key = "Key2";

    /// <summary>
    /// Reads a type: its name, the size in bytes of what describes it further, and that. A vector holds keys or plain values
    /// and a key is a plain value, so that there are at most three names inside each other; ML.NET's own reader has no limit.
    /// </summary>
    /// <exception cref="InvalidDataException">There is no such type.</exception>
    public static SchemaColumnType Read(SchemaBytes bytes) => Read(bytes, mayBeVector: true, mayBeKey: true);

    private static SchemaColumnType Read(SchemaBytes bytes, bool mayBeVector, bool mayBeKey)
    {
        var name = bytes.ReadText();
        var size = bytes.ReadSize();
        var start = bytes.Position;
        var type = name switch
        {
            Vector when mayBeVector => ReadVector(bytes),
            Key when mayBeKey => ReadKey(bytes),
            _ when SchemaValueType.Find(name) is { } valueType => new SchemaColumnType(valueType.ItemType, valueType),
            _ => throw InvalidSchema.Damaged($"it has a column of the unknown type '{Shorten(name)}'"),
        };
        return bytes.Position - start == size
            ? type
            : throw InvalidSchema.Damaged($"a type is described by {bytes.Position - start} bytes and not by {size}");
    }

    // The type of its items; int32 number of dimensions; int32 each.
    private static SchemaColumnType ReadVector(SchemaBytes bytes)
    {
        var item = Read(bytes, mayBeVector: false, mayBeKey: true);
        var dimensions = SchemaValues.ReadInt32s(bytes, bytes.ReadInt32());
        var length = 1L;
        foreach (var dimension in dimensions)
        {
            length *= dimension;
            if (dimension < 0 || length > int.MaxValue)
            {
                throw InvalidSchema.Damaged($"a vector has the dimensions {string.Join(" x ", dimensions.Take(8))}");
            }
        }

        var itemType = (PrimitiveDataViewType)item.Type;
        var type = dimensions.Length == 0 ? new VectorDataViewType(itemType) : new VectorDataViewType(itemType, dimensions);
        return new SchemaColumnType(type, item.ValueType);
    }

    // The type of its numbers; uint64 how many keys there are.
    private static SchemaColumnType ReadKey(SchemaBytes bytes)
    {
        var number = Read(bytes, mayBeVector: false, mayBeKey: false);
        var count = bytes.ReadUInt64();
        try
        {
            return new SchemaColumnType(new KeyDataViewType(number.Type.RawType, count), number.ValueType);
        }
        catch (ArgumentException e)
        {
            throw InvalidSchema.Damaged($"it has {count} keys of type {number.Type}", e);
        }
    }

    private static string Shorten(string name) => name.Length <= 32 ? name : name[..32];
}
