using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using DenseNetworks.IO;

namespace DenseNetworks.Models;

/// <summary>
/// One step of a pipeline that ML.NET saved, from anyone: a header of 256 bytes, what the step wrote, a table of texts, the name
/// of an assembly (which is never used), and a tail. Nothing overlaps and nothing is left over. Immutable.
/// </summary>
internal sealed class SavedStep
{
    private const int HeaderSize = 256;
    private const int TailSize = sizeof(ulong);
    private const uint OldestFormat = 0x00010001;
    private const uint NewestFormat = 0x00010002;
    private const int KindSize = 24;

    // Texts are the names of columns and a folder.
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

    /// <summary>Gets what the step is called in the zip.</summary>
    public string Name { get; }

    /// <summary>Gets the kind of the step: what ML.NET calls its loader signature.</summary>
    public string Kind { get; }

    private static ReadOnlySpan<byte> Start => "ML\0MODEL"u8;

    private static ReadOnlySpan<byte> Tail => "LEDOM\0LM"u8;

    /// <summary>Reads all but the content.</summary>
    /// <param name="name">What the step is called in the zip.</param>
    /// <param name="bytes">The whole step. The array is kept.</param>
    /// <param name="readPart">Reads a part of the step that is a step of its own, by its name.</param>
    /// <exception cref="InvalidDataException">The header contradicts itself or the bytes, or is of another format.</exception>
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
            throw Damaged(name, "it does not start as a step of a model in a format that is read here");
        }

        // Each part starts where the one before ends.
        var limit = bytes.Length - TailSize;
        var table = EndOfPart(name, Int64(header, 0x10), Int64(header, 0x18), HeaderSize, limit);
        var hasTexts = Int64(header, 0x20) != 0;
        var characters = hasTexts ? EndOfPart(name, Int64(header, 0x20), Int64(header, 0x28), table, limit) : table;
        var end = hasTexts ? EndOfPart(name, Int64(header, 0x30), Int64(header, 0x38), characters, limit) : table;
        if (end - table > MaxTextSize || (!hasTexts && header[0x28..0x40].ContainsAnyExcept((byte)0)))
        {
            throw Damaged(name, $"it has no place for its texts, or more than {MaxTextSize} bytes of them, the most that are read");
        }

        var texts = ReadTexts(name, bytes.AsSpan(table, characters - table), bytes.AsSpan(characters, end - characters));
        var hasAssemblyName = Int64(header, 0x90) != 0; // the format did not have it at first
        end = hasAssemblyName ? EndOfPart(name, Int64(header, 0x90), UInt32(header, 0x98), end, limit) : end;
        if ((!hasAssemblyName && UInt32(header, 0x98) != 0)
            || Int64(header, 0x80) != end || Int64(header, 0x88) != bytes.Length || !bytes.AsSpan(end).SequenceEqual(Tail))
        {
            throw Damaged(name, $"its parts take {end + TailSize} of {bytes.Length} bytes");
        }

        return new SavedStep(name, bytes, ReadKind(name, header), table - HeaderSize, texts, readPart);
    }

    /// <summary>Reads the content.</summary>
    /// <param name="format">The format that it must have.</param>
    /// <param name="read">Reads it to its end.</param>
    /// <exception cref="InvalidDataException">The content is of another format, or not as it should be.</exception>
    public T ReadContent<T>(StepFormat format, Func<StepContent, T> read)
    {
        var (written, readable) = (UInt32(_bytes, 0x48), UInt32(_bytes, 0x4C));
        if (Encoding.ASCII.GetString(_bytes, 0x40, sizeof(ulong)) != format.Signature)
        {
            throw Damaged(Name, $"its content is not that of a '{format.Kind}'");
        }

        if (written != format.Version || readable > written)
        {
            throw Damaged(Name, $"its content is in version {written:X8} of its format, and version {format.Version:X8} is read");
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

    /// <summary>Words a complaint about a step.</summary>
    /// <param name="name">What the step is called in the zip.</param>
    /// <param name="what">What is wrong, not a whole sentence.</param>
    /// <param name="inner">What reported it, if something did.</param>
    public static InvalidDataException Damaged(string name, string what, Exception? inner = null) => new(
        $"'{Printable.Of(name)}' is damaged, or of a newer version: {Printable.Of(what.TrimEnd('.', ' '))}. Copy or save it again, or use a newer version of " +
        "this library.", inner);

    private static int EndOfPart(string name, long start, long size, int expected, int limit) =>
        start == expected && size >= 0 && size <= limit - start ? expected + (int)size : throw Damaged(
            name, $"its header claims {size} bytes at {start}, where {expected} to {limit} are free");

    // Of each text, the table has the place where its characters end, in bytes of UTF-16.
    private static string[] ReadTexts(string name, ReadOnlySpan<byte> table, ReadOnlySpan<byte> characters)
    {
        var texts = new string[table.Length / sizeof(long)];
        var start = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var end = Int64(table, i * sizeof(long));
            if (end < start || end > characters.Length || end % sizeof(char) != 0)
            {
                throw Damaged(name, $"its text {i} ends at {end}");
            }

            texts[i] = MemoryMarshal.Cast<byte, char>(characters[start..(int)end]).ToString();
            start = (int)end;
        }

        return table.Length % sizeof(long) == 0 && start == characters.Length ? texts : throw Damaged(
            name, "its table of texts ends within a number, or before the texts do");
    }

    private static string ReadKind(string name, ReadOnlySpan<byte> header)
    {
        var kind = Encoding.Latin1.GetString(header.Slice(0x50, KindSize)).TrimEnd('\0');
        return kind.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or ' ')
            ? kind
            : throw Damaged(name, "its kind is not a name");
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);
}

/// <summary>What a step wrote. Texts are numbers in it, which stand for texts in a table. Not for many threads.</summary>
/// <param name="reader">Reads the content.</param>
/// <param name="texts">The table of texts.</param>
/// <param name="readPart">Reads a part of the step that is a step of its own; null where none has any.</param>
internal sealed class StepContent(BinaryReader reader, string[] texts, Func<string, SavedStep>? readPart = null)
{
    private const int NoText = -1;

    /// <summary>Gets what reads the rest of the content.</summary>
    public BinaryReader Reader => reader;

    /// <summary>Reads the number of a text, and returns the text.</summary>
    /// <exception cref="FormatException">There is no such text, or it is empty.</exception>
    public string ReadText() => ReadTextOrNull() ?? throw new FormatException("a text is missing");

    /// <summary>Reads the number of a text, and returns the text, or null for -1.</summary>
    /// <exception cref="FormatException">There is no such text, or it is empty.</exception>
    public string? ReadTextOrNull()
    {
        var number = reader.ReadInt32();
        return number == NoText ? null
            : number >= 0 && number < texts.Length && texts[number].Length > 0 ? texts[number]
            : throw new FormatException($"it has no text {number}");
    }

    /// <summary>Reads how many things follow. A claim of more than there are bytes for is refused before memory is taken for them.</summary>
    /// <param name="size">The bytes that each takes, at least.</param>
    /// <exception cref="FormatException">There are not as many bytes.</exception>
    public int ReadCount(int size)
    {
        var count = reader.ReadInt32();
        Require(count, size);
        return count;
    }

    /// <summary>Sees to it that things are there.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">The bytes that each takes, at least.</param>
    /// <exception cref="FormatException">There are not as many bytes.</exception>
    public void Require(int count, int size)
    {
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (count < 0 || count > left / size)
        {
            throw new FormatException($"it claims {count} things of {size} bytes, where {left} bytes are left");
        }
    }

    /// <summary>Reads a part of the step that is a step of its own.</summary>
    /// <param name="name">The name of the part.</param>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public SavedStep ReadPart(string name) => readPart!(name);
}

/// <summary>The format of a step in a saved pipeline. Immutable.</summary>
/// <param name="Kind">What ML.NET calls the loader signature: up to 24 ASCII characters.</param>
/// <param name="Signature">What ML.NET calls the model signature: 8 ASCII characters.</param>
/// <param name="Version">The one version of the format that is written and read.</param>
internal sealed record StepFormat(string Kind, string Signature, uint Version);
