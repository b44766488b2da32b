using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>
/// A type of values that ML.NET stores: what ML.NET calls a codec. There are these, and a file cannot add one.
/// </summary>
/// <param name="ItemType">The type as ML.NET has it.</param>
internal abstract record SchemaValueType(PrimitiveDataViewType ItemType)
{
    /// <summary>Returns the type of a name, or null if there is none.</summary>
    public static SchemaValueType? Find(string name) => name switch
    {
        "SByte" => Plain<sbyte>(NumberDataViewType.SByte),
        "Byte" => Plain<byte>(NumberDataViewType.Byte),
        "Int16" => Plain<short>(NumberDataViewType.Int16),
        "UInt16" => Plain<ushort>(NumberDataViewType.UInt16),
        "Int32" => Plain<int>(NumberDataViewType.Int32),
        "UInt32" => Plain<uint>(NumberDataViewType.UInt32),
        "Int64" => Plain<long>(NumberDataViewType.Int64),
        "UInt64" => Plain<ulong>(NumberDataViewType.UInt64),
        "Single" => Plain<float>(NumberDataViewType.Single),
        "Double" => Plain<double>(NumberDataViewType.Double),
        "TimeSpan" => new SchemaValueType<TimeSpan>(TimeSpanDataViewType.Instance, SchemaValues.ReadTimeSpans),
        "DateTime" => new SchemaValueType<DateTime>(DateTimeDataViewType.Instance, SchemaValues.ReadDateTimes),
        "DateTimeOffset" => new SchemaValueType<DateTimeOffset>(
            DateTimeOffsetDataViewType.Instance, SchemaValues.ReadDateTimeOffsets),
        "DataViewRowId" => new SchemaValueType<DataViewRowId>(RowIdDataViewType.Instance, SchemaValues.ReadRowIds),
        "Boolean" => new SchemaValueType<bool>(BooleanDataViewType.Instance, SchemaValues.ReadBooleans),
        "TextSpan" => new SchemaValueType<ReadOnlyMemory<char>>(TextDataViewType.Instance, SchemaValues.ReadTexts),
        _ => null,
    };

    /// <summary>Reads one value and adds it to annotations.</summary>
    /// <param name="annotations">Receives the value.</param>
    /// <param name="kind">What the value is called there.</param>
    /// <param name="type">This type, or a key of this type, or a vector of one of both.</param>
    /// <param name="bytes">The stored value, and nothing else.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a value.</exception>
    public abstract void AddValue(
        DataViewSchema.Annotations.Builder annotations, string kind, DataViewType type, SchemaBytes bytes);

    private static SchemaValueType<T> Plain<T>(NumberDataViewType itemType)
        where T : unmanaged =>
        new(itemType, (bytes, count) => MemoryMarshal.Cast<byte, T>(bytes.Take((long)count * Marshal.SizeOf<T>())).ToArray());
}
