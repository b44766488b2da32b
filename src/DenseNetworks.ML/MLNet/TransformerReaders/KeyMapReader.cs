using DenseNetworks.IO;
using DenseNetworks.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;
using TermMap = Microsoft.ML.Transforms.ValueToKeyMappingTransformer.TermMap;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Reads the key values of one column, in order: strings, or the name of a type and values of it.</summary>
internal static class KeyMapReader
{
    private const byte TextCode = 0;
    private const byte TypeCode = 1;

    public static TermMap Read(StepContent content)
    {
        var (code, reader) = (content.Reader.ReadByte(), content.Reader);
        if (code == TextCode)
        {
            return ReadTexts(content);
        }

        var name = code == TypeCode
            ? content.ReadTypeName()
            : throw new FormatException($"it has keys of the unknown form {code}");
        content.ExpectNoDetails();
        return name switch
        {
            nameof(Boolean) => ReadBooleans(content),
            nameof(SByte) => Read(content, NumberDataViewType.SByte, sizeof(sbyte), reader.ReadSByte),
            nameof(Byte) => Read(content, NumberDataViewType.Byte, sizeof(byte), reader.ReadByte),
            nameof(Int16) => Read(content, NumberDataViewType.Int16, sizeof(short), reader.ReadInt16),
            nameof(UInt16) => Read(content, NumberDataViewType.UInt16, sizeof(ushort), reader.ReadUInt16),
            nameof(Int32) => Read(content, NumberDataViewType.Int32, sizeof(int), reader.ReadInt32),
            nameof(UInt32) => Read(content, NumberDataViewType.UInt32, sizeof(uint), reader.ReadUInt32),
            nameof(Int64) => Read(content, NumberDataViewType.Int64, sizeof(long), reader.ReadInt64),
            nameof(UInt64) => Read(content, NumberDataViewType.UInt64, sizeof(ulong), reader.ReadUInt64),
            nameof(Single) => Read(content, NumberDataViewType.Single, sizeof(float), reader.ReadSingle),
            nameof(Double) => Read(content, NumberDataViewType.Double, sizeof(double), reader.ReadDouble),
            nameof(TimeSpan) =>
                Read(content, TimeSpanDataViewType.Instance, sizeof(long), () => new TimeSpan(reader.ReadInt64())),
            nameof(DateTime) =>
                Read(content, DateTimeDataViewType.Instance, sizeof(long), () => new DateTime(reader.ReadInt64())),
            _ => throw new FormatException($"it has keys of the type '{Printable.Of(name)}', which are not supported"),
        };
    }

    private static TermMap.TextImpl ReadTexts(StepContent content)
    {
        var texts = new string[ReadCount(content, sizeof(int))];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = content.ReadText();
        }

        KeyHashes.CheckTexts([.. texts.Select(text => Hashing.HashString(text))]);
        var pool = new NormStr.Pool();
        for (var i = 0; i < texts.Length; i++)
        {
            CheckNew(pool.Add(texts[i]).Id, i);
        }

        return new TermMap.TextImpl(pool);
    }

    private static TermMap.HashArrayImpl<T> Read<T>(StepContent content, PrimitiveDataViewType type, int size, Func<T> read)
        where T : IEquatable<T>, IComparable<T>
    {
        var values = new T[ReadCount(content, size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read();
        }

        return Map(type, values);
    }

    // Booleans are the bits of a byte, lowest first.
    private static TermMap.HashArrayImpl<bool> ReadBooleans(StepContent content)
    {
        var count = content.Reader.ReadInt32();
        var bits = count is 1 or 2 ? content.Reader.ReadByte() : throw new FormatException($"it has {count} booleans for keys");
        return Map(BooleanDataViewType.Instance, [.. Enumerable.Range(0, count).Select(i => ((bits >> i) & 1) != 0)]);
    }

    private static TermMap.HashArrayImpl<T> Map<T>(PrimitiveDataViewType type, T[] values)
        where T : IEquatable<T>, IComparable<T>
    {
        KeyHashes.CheckOthers(Array.ConvertAll(values, value => (uint)value.GetHashCode()));
        var map = new HashArray<T>();
        for (var i = 0; i < values.Length; i++)
        {
            CheckNew(map.Add(values[i]), i);
        }

        return new TermMap.HashArrayImpl<T>(type, map);
    }

    private static int ReadCount(StepContent content, int size) =>
        content.ReadCount(size) is <= KeyHashes.MaxCount and var count
            ? count
            : throw new FormatException($"it has more than {KeyHashes.MaxCount} key values");

    private static void CheckNew(int place, int expected)
    {
        if (place != expected)
        {
            throw new FormatException($"key value {expected} is the same as key value {place}");
        }
    }
}
