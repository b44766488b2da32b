using System.Buffers.Binary;
using System.Text;

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

    private readonly int _contentSize;
    private readonly string[] _texts;

    private SavedStep(string name, byte[] bytes, string kind, int contentSize, string[] texts)
    {
        Name = name;
        Bytes = bytes;
        Kind = kind;
        _contentSize = contentSize;
        _texts = texts;
    }

    /// <summary>Gets what the step is called in the zip.</summary>
    public string Name { get; }

    /// <summary>Gets all of it, as ML.NET's own reader takes it.</summary>
    public byte[] Bytes { get; }

    /// <summary>Gets the kind of the step: what ML.NET calls its loader signature.</summary>
    public string Kind { get; }

    private static ReadOnlySpan<byte> Start => "ML\0MODEL"u8;

    private static ReadOnlySpan<byte> Tail => "LEDOM\0LM"u8;

    /// <summary>Reads all but the content.</summary>
    /// <param name="name">What the step is called in the zip.</param>
    /// <param name="bytes">The whole step. The array is kept.</param>
    /// <exception cref="InvalidDataException">The header contradicts itself or the bytes, or is of another format.</exception>
    public static SavedStep Read(string name, byte[] bytes)
    {
        Check(bytes.Length >= HeaderSize, name, $"it has {bytes.Length} bytes, and its header alone has {HeaderSize}");
        var header = bytes.AsSpan(0, HeaderSize);
        Check(
            header.StartsWith(Start) && UInt32(header, 0x08) >= OldestFormat && UInt32(header, 0x0C) <= NewestFormat, name,
            "it does not start as a step of a model in a format that is read here");

        // Each part starts where the one before ends; a part without content may have no place.
        var end = EndOfPart(name, header, startAt: 0x10, sizeAt: 0x18, HeaderSize, bytes.Length - TailSize);
        var contentSize = end - HeaderSize;
        var table = end;
        end = EndOfPart(name, header, startAt: 0x20, sizeAt: 0x28, end, bytes.Length - TailSize);
        var characters = end;
        end = EndOfPart(name, header, startAt: 0x30, sizeAt: 0x38, end, bytes.Length - TailSize);
        Check(end - table <= MaxTextSize, name, $"it has more than {MaxTextSize} bytes of text, the most that are read");
        var texts = ReadTexts(name, bytes.AsSpan(table, characters - table), bytes.AsSpan(characters, end - characters));
        end = EndOfAssemblyName(name, header, end, bytes.Length - TailSize);
        Check(
            Int64(header, 0x80) == end && Int64(header, 0x88) == bytes.Length && bytes.AsSpan(end).SequenceEqual(Tail), name,
            $"its parts take {end + TailSize} of {bytes.Length} bytes");
        return new SavedStep(name, bytes, ReadKind(name, header), contentSize, texts);
    }

    /// <summary>Reads the content.</summary>
    /// <param name="format">The format that it must have.</param>
    /// <param name="read">Reads it to its end.</param>
    /// <exception cref="InvalidDataException">The content is of another format, or not as it should be.</exception>
    public T ReadContent<T>(StepFormat format, Func<StepContent, T> read)
    {
        var signature = Encoding.ASCII.GetString(Bytes, 0x40, sizeof(ulong));
        var (written, readable) = (UInt32(Bytes, 0x48), UInt32(Bytes, 0x4C));
        Check(signature == format.Signature, Name, $"its content is not that of a '{format.Kind}'");
        Check(
            written == format.Version && readable <= written, Name,
            $"its content is in version {written:X8} of its format, and version {format.Version:X8} is read");
        return ReadContent(read);
    }

    /// <summary>Reads the content, whatever format it says that it has.</summary>
    /// <param name="read">Reads it to its end.</param>
    /// <exception cref="InvalidDataException">The content is not as it should be.</exception>
    public T ReadContent<T>(Func<StepContent, T> read)
    {
        using var stream = new MemoryStream(Bytes, HeaderSize, _contentSize, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            var result = read(new StepContent(reader, _texts));
            Check(stream.Position == stream.Length, Name, $"{stream.Length - stream.Position} bytes of its content are left over");
            return result;
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
        $"'{name}' is damaged, or of a newer version: {what.TrimEnd('.', ' ')}. Copy or save it again, or use a newer version of " +
        "this library.", inner);

    private static int EndOfPart(string name, ReadOnlySpan<byte> header, int startAt, int sizeAt, int expected, int limit)
    {
        var (start, size) = (Int64(header, startAt), Int64(header, sizeAt));
        var isWithoutPlace = start == 0 && size == 0;
        Check(
            isWithoutPlace || (start == expected && size >= 0 && size <= limit - start), name,
            $"its header claims {size} bytes at {start}, where {expected} to {limit} are free");
        return expected + (int)size;
    }

    // It may be missing: the format did not have it at first.
    private static int EndOfAssemblyName(string name, ReadOnlySpan<byte> header, int expected, int limit)
    {
        var (start, size) = (Int64(header, 0x90), UInt32(header, 0x98));
        Check(
            start == 0 ? size == 0 : start == expected && size <= limit - start, name,
            $"its header claims {size} bytes at {start}, where {expected} to {limit} are free");
        return expected + (int)size;
    }

    // Of each text, the table has the place where its characters end, in bytes of UTF-16.
    private static string[] ReadTexts(string name, ReadOnlySpan<byte> table, ReadOnlySpan<byte> characters)
    {
        Check(table.Length % sizeof(long) == 0, name, "its table of texts ends within a number");
        var texts = new string[table.Length / sizeof(long)];
        var start = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var end = Int64(table, i * sizeof(long));
            Check(end >= start && end <= characters.Length && end % sizeof(char) == 0, name, $"its text {i} ends at {end}");
            texts[i] = Encoding.Unicode.GetString(characters[start..(int)end]);
            start = (int)end;
        }

        Check(start == characters.Length, name, $"{characters.Length - start} bytes of its texts are left over");
        return texts;
    }

    private static string ReadKind(string name, ReadOnlySpan<byte> header)
    {
        var kind = Encoding.Latin1.GetString(header.Slice(0x50, KindSize)).TrimEnd('\0');
        Check(kind.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or ' '), name,
            "its kind is not a name");
        return kind;
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);

    private static void Check(bool condition, string name, string what)
    {
        if (!condition)
        {
            throw Damaged(name, what);
        }
    }
}
