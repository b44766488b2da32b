using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Scoring;

/// <summary>A type that the values behind a key label can have, and how such values are stored in a model.</summary>
/// <param name="Code">The type's number in a saved model. It never changes.</param>
/// <param name="ItemType">The type as ML.NET has it.</param>
internal abstract record ClassValueType(byte Code, PrimitiveDataViewType ItemType)
{
    private static readonly ClassValueType[] Known =
    [
        new ClassValueType<ReadOnlyMemory<char>>(1, TextDataViewType.Instance,
            (writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory(), value => value.ToString()),
        new ClassValueType<bool>(2, BooleanDataViewType.Instance,
            (writer, value) => writer.Write(value), reader => reader.ReadBoolean(), value => value ? "True" : "False"),
        Number(3, NumberDataViewType.SByte, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        Number(4, NumberDataViewType.Byte, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        Number(5, NumberDataViewType.Int16, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        Number(6, NumberDataViewType.UInt16, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        Number(7, NumberDataViewType.Int32, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        Number(8, NumberDataViewType.UInt32, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        Number(9, NumberDataViewType.Int64, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        Number(10, NumberDataViewType.UInt64, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        Number(11, NumberDataViewType.Single, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        Number(12, NumberDataViewType.Double, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
    ];

    /// <summary>Returns the type for what ML.NET calls <paramref name="itemType"/>, or null if it cannot be stored.</summary>
    public static ClassValueType? Find(DataViewType itemType) => Array.Find(Known, type => type.ItemType.Equals(itemType));

    /// <summary>Returns the type with a number, or null if there is none.</summary>
    public static ClassValueType? Find(byte code) => Array.Find(Known, type => type.Code == code);

    /// <summary>Reads the key values of a label column.</summary>
    public abstract ClassLabels FromKeyValues(DataViewSchema.Annotations annotations);

    /// <summary>Reads <paramref name="count"/> stored values.</summary>
    public abstract ClassLabels Read(BinaryReader reader, int count);

    private static ClassValueType<T> Number<T>(
        byte code, NumberDataViewType itemType, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        where T : struct, IFormattable =>
        new(code, itemType, write, read, value => value.ToString(null, CultureInfo.InvariantCulture));
}
