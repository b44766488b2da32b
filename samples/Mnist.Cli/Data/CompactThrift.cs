namespace Mnist.Cli.Data;

/// <summary>
/// Walks structs in Thrift's compact protocol
/// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md) from anyone: nothing is nested deeply,
/// nothing is longer than what is there, and known fields have their types.
/// </summary>
/// <param name="stream">Where they are.</param>
/// <param name="structs">
/// The types of the fields of each struct, the first of field 1: one of <see cref="Types"/>, a struct, or one of these in
/// brackets for a list.
/// </param>
/// <param name="found">
/// Is told each integer and each number of elements, with the struct and the field; and field 0 at the end of a struct.
/// </param>
internal sealed class CompactThrift(
    Stream stream, IReadOnlyDictionary<string, string[]> structs, Action<string, int, long> found)
{
    private const int MostNested = 16;

    // The number of each type: bool has two, and nothing has number 0.
    private const string Types = "-bbyhildsLLMS";
    private const string Unknown = "";

    private int _nested;

    /// <summary>Walks a struct.</summary>
    /// <param name="name">Which one; others have fields of any types.</param>
    /// <exception cref="InvalidDataException">It is damaged, or is not such a struct.</exception>
    public void Walk(string name)
    {
        if (++_nested > MostNested)
        {
            throw Damaged("its structures are nested too deeply");
        }

        var fields = structs.GetValueOrDefault(name, []);
        var field = 0L;
        while (ReadByte() is not 0 and var header)
        {
            field = header >> 4 == 0 ? ReadSigned() : field + (header >> 4);
            var expected = field > 0 && field <= fields.Length ? fields[field - 1] : Unknown;
            var value = ReadValue(TypeOf(header & 15, expected), expected, isElement: false);
            found(name, (int)field, value);
        }

        found(name, 0, 0);
        _nested--;
    }

    // Gives an integer, the number of elements of a list, or 0.
    private long ReadValue(char type, string expected, bool isElement)
    {
        switch (type)
        {
            case 'b' when !isElement:
                return 0;
            case 'b' or 'y':
                return ReadByte();
            case 'h' or 'i' or 'l':
                return ReadSigned();
            case 'd':
                stream.Seek(sizeof(double), SeekOrigin.Current);
                return 0;
            case 's':
                stream.Seek(ReadCount(), SeekOrigin.Current);
                return 0;
            case 'L':
                return ReadList(expected);
            case 'M':
                return ReadMap();
            default:
                Walk(expected);
                return 0;
        }
    }

    private long ReadList(string expected)
    {
        var header = ReadByte();
        var count = header >> 4 == 15 ? ReadCount() : header >> 4;
        var element = expected.Trim('[', ']');
        if (count > 0)
        {
            Repeat(count, TypeOf(header & 15, element), element);
        }

        return count;
    }

    private long ReadMap()
    {
        var count = ReadCount();
        var types = count == 0 ? 0x11 : ReadByte();
        for (var i = 0L; i < count; i++)
        {
            Repeat(1, TypeOf(types >> 4, Unknown), Unknown);
            Repeat(1, TypeOf(types & 15, Unknown), Unknown);
        }

        return count;
    }

    private void Repeat(long count, char type, string expected)
    {
        if (++_nested > MostNested)
        {
            throw Damaged("its lists are nested too deeply");
        }

        for (var i = 0L; i < count; i++)
        {
            ReadValue(type, expected, isElement: true);
        }

        _nested--;
    }

    private static char TypeOf(int number, string expected)
    {
        var type = number > 0 && number < Types.Length ? Types[number] : throw Damaged($"it has a value of type {number}");
        var isExpected = expected.Length == 0
            || (expected[0] == '[' ? type == 'L' : expected.Length > 1 ? type == 'S' : type == expected[0]);
        return isExpected ? type : throw Damaged($"it has a value of type {number} in place of another");
    }

    private long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadUnsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }

        throw Damaged("it has too long a number");
    }

    // Each element has a byte at least.
    private long ReadCount() => ReadUnsigned() is var count && count <= (ulong)Math.Max(stream.Length - stream.Position, 0)
        ? (long)count
        : throw Damaged($"it says that {count} values follow");

    private int ReadByte() => stream.ReadByte() is >= 0 and var value ? value : throw Damaged("it ends too early");

    private static InvalidDataException Damaged(string how) => new($"The file is damaged: {how}.");
}
