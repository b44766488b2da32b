using System.Globalization;
using System.Text;

namespace DenseNetworks.Models;

/// <summary>A type that the values behind a key label can have, and how such values are stored in a model.</summary>
/// <param name="Code">The type's number in a saved model. It never changes.</param>
/// <param name="Type">The type. Text is <see cref="ReadOnlyMemory{T}"/> of <see cref="char"/>, as ML.NET has it.</param>
internal abstract record ClassValueType(byte Code, Type Type)
{
    private const byte FirstCode = 1;
    private const byte LastCode = 12;

    // In the order of their numbers. Each is a function, so that a process compiles only the one that it needs.
    private static readonly Func<byte, ClassValueType>[] Makers =
    [
        code => new ClassValueType<ReadOnlyMemory<char>>(
            code, (writer, value) => writer.Write(value.ToString()), ReadText, value => value.ToString()),
        code => new ClassValueType<bool>(
            code, (writer, value) => writer.Write(value), reader => reader.ReadBoolean(), value => value ? "True" : "False"),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        code => Number(code, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
    ];

    // A name of a class; more is not one.
    private const int MaxTextBytes = 1 << 16;

    /// <summary>Returns the type, or null if its values cannot be stored.</summary>
    public static ClassValueType? Find(Type type)
    {
        for (var code = FirstCode; code <= LastCode; code++)
        {
            if (Find(code) is { } found && found.Type == type)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Returns the type with a number, or null if there is none.</summary>
    public static ClassValueType? Find(byte code) => code is >= FirstCode and <= LastCode ? Makers[code - FirstCode](code) : null;

    /// <summary>Lets a visitor see the type.</summary>
    public abstract TResult Accept<TResult>(IClassValueTypeVisitor<TResult> visitor);

    /// <summary>Reads <paramref name="count"/> stored values.</summary>
    public abstract ClassValues Read(BinaryReader reader, int count);

    // As BinaryReader.ReadString does it, but of a length that is looked at first.
    private static ReadOnlyMemory<char> ReadText(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        if (length is < 0 or > MaxTextBytes)
        {
            throw new InvalidDataException(
                $"The model claims a class label of {length} bytes; up to {MaxTextBytes} are possible. Copy or train it again.");
        }

        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes).AsMemory() : throw new EndOfStreamException();
    }

    private static ClassValueType<T> Number<T>(byte code, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        where T : struct, IFormattable =>
        new(code, write, read, value => value.ToString(null, CultureInfo.InvariantCulture));
}
