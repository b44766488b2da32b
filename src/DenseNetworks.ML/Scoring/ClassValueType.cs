using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>A type that the values behind a key label can have, and how such values are stored in a model.</summary>
/// <param name="Code">The type's number in a saved model. It never changes.</param>
/// <param name="ItemType">The type as ML.NET has it.</param>
internal abstract record ClassValueType(byte Code, PrimitiveDataViewType ItemType)
{
    private const byte FirstCode = 1;
    private const byte LastCode = 12;

    /// <summary>Returns the type for what ML.NET calls <paramref name="itemType"/>, or null if it cannot be stored.</summary>
    public static ClassValueType? Find(DataViewType itemType)
    {
        for (var code = FirstCode; code <= LastCode; code++)
        {
            if (Find(code) is { } type && type.ItemType.Equals(itemType))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>Returns the type with a number, or null if there is none.</summary>
    public static ClassValueType? Find(byte code) => code switch
    {
        FirstCode => new ClassValueType<ReadOnlyMemory<char>>(code, TextDataViewType.Instance,
            (writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory(), value => value.ToString()),
        2 => new ClassValueType<bool>(code, BooleanDataViewType.Instance,
            (writer, value) => writer.Write(value), reader => reader.ReadBoolean(), value => value ? "True" : "False"),
        3 => Number(code, NumberDataViewType.SByte, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        4 => Number(code, NumberDataViewType.Byte, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        5 => Number(code, NumberDataViewType.Int16, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        6 => Number(code, NumberDataViewType.UInt16, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        7 => Number(code, NumberDataViewType.Int32, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        8 => Number(code, NumberDataViewType.UInt32, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        9 => Number(code, NumberDataViewType.Int64, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        10 => Number(code, NumberDataViewType.UInt64, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        11 => Number(code, NumberDataViewType.Single, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        LastCode => Number(code, NumberDataViewType.Double, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        _ => null,
    };

    /// <summary>Reads the key values of a label column.</summary>
    public abstract ClassLabels FromKeyValues(DataViewSchema.Annotations annotations);

    /// <summary>Reads <paramref name="count"/> stored values.</summary>
    public abstract ClassLabels Read(BinaryReader reader, int count);

    private static ClassValueType<T> Number<T>(
        byte code, NumberDataViewType itemType, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        where T : struct, IFormattable =>
        new(code, itemType, write, read, value => value.ToString(null, CultureInfo.InvariantCulture));
}
