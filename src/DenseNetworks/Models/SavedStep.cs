using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using DenseNetworks.IO;

namespace DenseNetworks.Models;

/// <summary>
/// Represents a step of a pipeline that ML.NET saved, from an untrusted source: a header of 256 bytes, the content of the step,
/// a table of strings, the name of an assembly (which is never used), and a tail. They are contiguous: nothing overlaps or is
/// left over. Immutable.
/// </summary>
internal sealed class SavedStep
{
    private const int HeaderSize = 256;
    private const int TailSize = sizeof(ulong);
    private const uint OldestFormat = 0x00010001;
    private const uint NewestFormat = 0x00010002;
    private const int KindSize = 24;

    // The strings are the names of columns and a folder.
    private const int MaxTextSize = 1 << 20;

    private readonly byte[] _bytes;
    private readonly int _contentSize;
    private readonly string[] _texts;
    private readonly Func<string, SavedStep> _readPart;

    private SavedStep(string name, byte[] bytes, string kind, int contentSize, string[] texts, Func<string, SavedStep> readPart)
    {
        Name = name;
        Kind = kind;
        _bytes = bytes;
        _contentSize = contentSize;
        _texts = texts;
        _readPart = readPart;
    }

    public string Name { get; }

    /// <summary>Gets the kind of the step, which ML.NET calls the loader signature.</summary>
    public string Kind { get; }

    private static ReadOnlySpan<byte> Start => "ML\0MODEL"u8;

    private static ReadOnlySpan<byte> Tail => "LEDOM\0LM"u8;

    /// <summary>Reads everything but the content. The bytes are not copied.</summary>
    /// <exception cref="InvalidDataException">The header is inconsistent, or in another format.</exception>
    public static SavedStep Read(string name, byte[] bytes, Func<string, SavedStep> readPart)
    {
        if (bytes.Length < HeaderSize)
        {
            throw Damaged(name, $"it has {bytes.Length} bytes, and its header alone has {HeaderSize}");
        }

        var header = bytes.AsSpan(0, HeaderSize);
        var (written, readable) = (UInt32(header, 0x08), UInt32(header, 0x0C));
        if (!header.StartsWith(Start) || written < OldestFormat || readable > Math.Min(written, NewestFormat))
        {
            throw Damaged(name, "it does not start like a step in a supported format");
        }

        // Each part starts at the end of the previous one.
        var limit = bytes.Length - TailSize;
        var table = EndOfPart(name, Int64(header, 0x10), Int64(header, 0x18), HeaderSize, limit);
        var hasTexts = Int64(header, 0x20) != 0;
        var characters = hasTexts ? EndOfPart(name, Int64(header, 0x20), Int64(header, 0x28), table, limit) : table;
        var end = hasTexts ? EndOfPart(name, Int64(header, 0x30), Int64(header, 0x38), characters, limit) : table;
        if (end - table > MaxTextSize || (!hasTexts && header[0x28..0x40].ContainsAnyExcept((byte)0)))
        {
            throw Damaged(name, $"its strings are misplaced, or have more than {MaxTextSize} bytes");
        }

        var texts = ReadTexts(name, bytes.AsSpan(table, characters - table), bytes.AsSpan(characters, end - characters));
        var hasAssemblyName = Int64(header, 0x90) != 0; // early versions of the format do not have it
        end = hasAssemblyName ? EndOfPart(name, Int64(header, 0x90), UInt32(header, 0x98), end, limit) : end;
        if ((!hasAssemblyName && UInt32(header, 0x98) != 0)
            || Int64(header, 0x80) != end || Int64(header, 0x88) != bytes.Length || !bytes.AsSpan(end).SequenceEqual(Tail))
        {
            throw Damaged(name, $"its parts take {end + TailSize} of {bytes.Length} bytes");
        }

        return new SavedStep(name, bytes, ReadKind(name, header), table - HeaderSize, texts, readPart);
    }

    /// <summary>Reads the content, which must have the expected format and be read completely.</summary>
    /// <exception cref="InvalidDataException">The content is damaged, or in another format.</exception>
    public T ReadContent<T>(StepFormat format, Func<StepContent, T> read)
    {
        var (written, readable) = (UInt32(_bytes, 0x48), UInt32(_bytes, 0x4C));
        if (Encoding.ASCII.GetString(_bytes, 0x40, sizeof(ulong)) != format.Signature)
        {
            throw Damaged(Name, $"its content is not that of a '{format.Kind}'");
        }

        if (written != format.Version || readable > written)
        {
            throw Damaged(
                Name, $"its content is in version {written:X8} of its format, but version {format.Version:X8} is read");
        }

        using var stream = new MemoryStream(_bytes, HeaderSize, _contentSize, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            var result = read(new StepContent(reader, _texts, _readPart));
            return stream.Position == stream.Length
                ? result
                : throw Damaged(Name, $"{stream.Length - stream.Position} bytes of its content are left over");
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            throw Damaged(Name, e.GetBaseException().Message, e);
        }
    }

    public static InvalidDataException Damaged(string name, string what, Exception? inner = null) => new(
        $"'{Printable.Of(name)}' is damaged, or of a newer version: {Printable.Of(what.TrimEnd('.', ' '))}. Copy or save it " +
        "again, or use a newer version of this library.", inner);

    private static int EndOfPart(string name, long start, long size, int expected, int limit) =>
        start == expected && size >= 0 && size <= limit - start ? expected + (int)size : throw Damaged(
            name, $"its header claims {size} bytes at {start}, where {expected} to {limit} are free");

    // For each string, the table contains the offset of its end, in bytes of UTF-16.
    private static string[] ReadTexts(string name, ReadOnlySpan<byte> table, ReadOnlySpan<byte> characters)
    {
        var texts = new string[table.Length / sizeof(long)];
        var start = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var end = Int64(table, i * sizeof(long));
            if (end < start || end > characters.Length || end % sizeof(char) != 0)
            {
                throw Damaged(name, $"its string {i} ends at {end}");
            }

            texts[i] = MemoryMarshal.Cast<byte, char>(characters[start..(int)end]).ToString();
            start = (int)end;
        }

        return table.Length % sizeof(long) == 0 && start == characters.Length ? texts : throw Damaged(
            name, "its table of strings ends within a number, or before the strings do");
    }

    private static string ReadKind(string name, ReadOnlySpan<byte> header)
    {
        var kind = Encoding.Latin1.GetString(header.Slice(0x50, KindSize)).TrimEnd('\0');
        return kind.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or ' ')
            ? kind
            : throw Damaged(name, "its kind is not a name");
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);
}

/// <summary>Represents the content of a step. Strings are stored as indices into a table. Not thread-safe.</summary>
/// <param name="reader">Reads the content.</param>
/// <param name="texts">The table of strings.</param>
/// <param name="readPart">Reads a nested step by its name; null if there are none.</param>
internal sealed class StepContent(BinaryReader reader, string[] texts, Func<string, SavedStep>? readPart = null)
{
    private const int NoText = -1;

    public BinaryReader Reader => reader;

    /// <summary>Reads a string.</summary>
    /// <exception cref="FormatException">The string does not exist, or is empty.</exception>
    public string ReadText() => ReadTextOrNull() ?? throw new FormatException("a string is missing");

    /// <summary>Reads a string, or null.</summary>
    /// <exception cref="FormatException">The string does not exist, or is empty.</exception>
    public string? ReadTextOrNull()
    {
        var number = reader.ReadInt32();
        return number == NoText ? null
            : number >= 0 && number < texts.Length && texts[number].Length > 0 ? texts[number]
            : throw new FormatException($"it has no string {number}");
    }

    /// <summary>
    /// Reads the number of items that follow, and ensures that there are enough bytes for them before memory is allocated.
    /// </summary>
    /// <param name="size">The minimum size of an item in bytes.</param>
    /// <exception cref="FormatException">There are fewer bytes.</exception>
    public int ReadCount(int size)
    {
        var count = reader.ReadInt32();
        Require(count, size);
        return count;
    }

    /// <summary>Ensures that there are enough bytes for a number of items of a minimum size.</summary>
    /// <exception cref="FormatException">There are fewer bytes.</exception>
    public void Require(int count, int size)
    {
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (count < 0 || count > left / size)
        {
            throw new FormatException($"it claims {count} items of {size} bytes, but {left} bytes are left");
        }
    }

    /// <summary>Reads a nested step.</summary>
    /// <exception cref="InvalidDataException">The nested step is missing or damaged.</exception>
    public SavedStep ReadPart(string name) => readPart!(name);
}

/// <summary>Describes the format of a step in a saved pipeline. Immutable.</summary>
/// <param name="Kind">The loader signature of ML.NET: up to 24 ASCII characters.</param>
/// <param name="Signature">The model signature of ML.NET: 8 ASCII characters.</param>
/// <param name="Version">The only version of the format that is written and read.</param>
internal sealed record StepFormat(string Kind, string Signature, uint Version);
