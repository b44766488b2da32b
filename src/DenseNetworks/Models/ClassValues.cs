using System.Globalization;
using System.Text;

namespace DenseNetworks.Models;

/// <summary>The key values of the label that a network was trained on: class i of the network has value i. Immutable.</summary>
/// <param name="values">One value per class, of a type that <see cref="CanStore"/> accepts. The array is not copied.</param>
internal sealed class ClassValues(Array values)
{
    private const byte NoValues = 0;

    private const int MaxCount = 1 << 20;

    // The maximum size of a class name.
    private const int MaxTextBytes = 1 << 16;

    // Saved models store a type as its index here, from 1, so the order must not change.
    private static readonly Type[] Types =
    [
        typeof(ReadOnlyMemory<char>), typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int),
        typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(DateTime), typeof(DateTimeOffset),
        typeof(TimeSpan),
    ];

    /// <summary>
    /// Gets the type of the values. Text is <see cref="ReadOnlyMemory{T}"/> of <see cref="char"/>, as in ML.NET.
    /// </summary>
    public Type Type => values.GetType().GetElementType()!;

    public int Count => values.Length;

    public static bool CanStore(Type type) => Types.Contains(type);

    /// <summary>Returns the values, one per class. They must not be modified.</summary>
    public T[] As<T>() => (T[])values;

    /// <summary>Returns the name of each class. Names do not depend on the culture; dates are in ISO 8601 format.</summary>
    public IReadOnlyList<string> GetNames() => Array.AsReadOnly(values.Cast<object>().Select(NameOf).ToArray());

    /// <summary>Writes the values, or a marker if there are none.</summary>
    public static void Write(BinaryWriter writer, ClassValues? values)
    {
        if (values is null)
        {
            writer.Write(NoValues);
        }
        else
        {
            values.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write(BinaryWriter, ClassValues?)"/> wrote.</summary>
    public static ClassValues? Read(BinaryReader reader)
    {
        try
        {
            var code = reader.ReadByte();
            return code == NoValues ? null
                : code <= Types.Length ? new ClassValues(Read(reader, code, ReadCount(reader)))
                : throw new InvalidDataException(
                    $"The model's class labels have the unknown type {code}. Use a newer version of this library.");
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The model's class labels are damaged or cut off. Copy or train it again.", e);
        }
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write((byte)(1 + Array.IndexOf(Types, Type)));
        writer.Write(Count);
        foreach (var value in values)
        {
            switch (value)
            {
                case bool truth: writer.Write(truth); break;
                case sbyte number: writer.Write(number); break;
                case byte number: writer.Write(number); break;
                case short number: writer.Write(number); break;
                case ushort number: writer.Write(number); break;
                case int number: writer.Write(number); break;
                case uint number: writer.Write(number); break;
                case long number: writer.Write(number); break;
                case ulong number: writer.Write(number); break;
                case float number: writer.Write(number); break;
                case double number: writer.Write(number); break;
                case DateTime date: writer.Write(date.Ticks); writer.Write((byte)date.Kind); break;
                case DateTimeOffset date: writer.Write(date.Ticks); writer.Write((short)date.TotalOffsetMinutes); break;
                case TimeSpan duration: writer.Write(duration.Ticks); break;
                default: writer.Write(value.ToString()!); break;
            }
        }
    }

    private static Array Read(BinaryReader reader, byte code, int count)
    {
        return code switch
        {
            1 => ReadAll(() => ReadText(reader)),
            2 => ReadAll(reader.ReadBoolean),
            3 => ReadAll(reader.ReadSByte),
            4 => ReadAll(reader.ReadByte),
            5 => ReadAll(reader.ReadInt16),
            6 => ReadAll(reader.ReadUInt16),
            7 => ReadAll(reader.ReadInt32),
            8 => ReadAll(reader.ReadUInt32),
            9 => ReadAll(reader.ReadInt64),
            10 => ReadAll(reader.ReadUInt64),
            11 => ReadAll(reader.ReadSingle),
            12 => ReadAll(reader.ReadDouble),
            13 => ReadAll(() => new DateTime(reader.ReadInt64(), (DateTimeKind)reader.ReadByte())),
            14 => ReadAll(() => new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16()))),
            _ => ReadAll(() => new TimeSpan(reader.ReadInt64())),
        };

        Array ReadAll<T>(Func<T> read)
        {
            var all = new T[count];
            foreach (ref var value in all.AsSpan())
            {
                value = read();
            }

            return all;
        }
    }

    private static string NameOf(object value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    // Like BinaryReader.ReadString, but checks the length first.
    private static ReadOnlyMemory<char> ReadText(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        if (length is < 0 or > MaxTextBytes)
        {
            throw new InvalidDataException(
                $"The model claims a class label of {length} bytes; up to {MaxTextBytes} are possible. Copy or train it " +
                "again.");
        }

        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes).AsMemory() : throw new EndOfStreamException();
    }

    // Each value has at least one byte, so a claimed count cannot allocate more memory than there are bytes.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count is > 0 and <= MaxCount && count <= reader.BaseStream.Length - reader.BaseStream.Position
            ? count
            : throw new InvalidDataException(
                $"The model claims {count} class labels; 1 to {MaxCount} are possible, if they are there. " +
                "Copy or train it again.");
    }
}
