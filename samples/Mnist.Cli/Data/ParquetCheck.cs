using System.Buffers.Binary;

namespace Mnist.Cli.Data;

/// <summary>
/// Checks what a Parquet file says about itself, before a library reads it that trusts this: a small file could end the process
/// by deep nesting, or claim any number of rows.
/// </summary>
internal static class ParquetCheck
{
    // Columns may be nested in one another.
    private const int MostColumns = 2_000;

    // Unpacked, a page has no more bytes than the first number, or than so many for each packed one.
    private const long LargePage = 16 << 20;
    private const int MostRatio = 64;

    private const int LeastPageHeader = 8;
    private const int TailLength = 8;
    private const uint Magic = 0x31524150; // PAR1

    // https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
    private static readonly Dictionary<string, string[]> Structs = new Dictionary<string, string>
    {
        ["File"] = "i [Column] l [Group] [KeyValue] s [Order] Encryption s",
        ["Column"] = "i i i s i i i i i Logical",
        ["Logical"] = "None None None None Decimal None Time Time None Integer None None None None None Variant Geometry Geography",
        ["Decimal"] = "i i",
        ["Time"] = "b Unit",
        ["Unit"] = "None None None",
        ["Integer"] = "y b",
        ["Variant"] = "y",
        ["Geometry"] = "s",
        ["Geography"] = "s i",
        ["Group"] = "[Chunk] l l [Sorting] l l h",
        ["Sorting"] = "i b b",
        ["Chunk"] = "s l Content l i l i Crypto s",
        ["Content"] = "i [i] [s] i l l l [KeyValue] l l l Statistics [Encodings] l i Sizes Geospatial",
        ["KeyValue"] = "s s",
        ["Statistics"] = "s s l l s s b b",
        ["Encodings"] = "i i i",
        ["Sizes"] = "l [l] [l]",
        ["Geospatial"] = "Bounds [i]",
        ["Bounds"] = "d d d d d d d d",
        ["Crypto"] = "None ColumnKey",
        ["ColumnKey"] = "[s] s",
        ["Order"] = "None",
        ["Encryption"] = "Aes Aes",
        ["Aes"] = "s s b",
        ["Page"] = "i i i i Data None Dictionary NewData",
        ["Data"] = "i i i i Statistics",
        ["Dictionary"] = "i i b",
        ["NewData"] = "i i i i i i b Statistics",
    }.ToDictionary(type => type.Key, type => type.Value.Split(' '));

    /// <summary>Checks a file, and returns to its start.</summary>
    /// <exception cref="InvalidDataException">It is not a Parquet file, is damaged, or claims more than it can have.</exception>
    public static void Check(Stream file)
    {
        var pages = file.Length / LeastPageHeader;
        foreach (var (first, values) in ReadFooter(file))
        {
            CheckPages(file, first, values, ref pages);
        }

        file.Position = 0;
    }

    private static List<(long FirstPage, long Values)> ReadFooter(Stream file)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        file.Position = Math.Max(file.Length - TailLength, 0);
        var count = file.ReadAtLeast(tail, TailLength, throwOnEndOfStream: false);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (count < TailLength || BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]) != Magic || length > file.Length - TailLength)
        {
            throw new InvalidDataException("The file is damaged, or not a Parquet file: it does not end like one.");
        }

        var rows = 0L;
        var content = (Values: 0L, Data: 0L, Dictionary: 0L);
        var contents = new List<(long, long)>();
        file.Position = file.Length - TailLength - length;
        new CompactThrift(file, Structs, Found).Walk("File");
        return contents;

        void Found(string type, int field, long value)
        {
            switch (type, field)
            {
                case ("File", 2) when value > MostColumns:
                    throw new InvalidDataException($"The file has {value} columns; at most {MostColumns} are read.");
                case ("Group", 3):
                    // A picture has several bytes, and its row one at least.
                    rows = value >= 0 && value <= file.Length - rows ? rows + value : throw new InvalidDataException(
                        $"The file is damaged: it has {file.Length} bytes, and says that a group has {value} rows.");
                    break;
                case ("Content", 5):
                    content.Values = value;
                    break;
                case ("Content", 9):
                    content.Data = value;
                    break;
                case ("Content", 11):
                    content.Dictionary = value;
                    break;
                case ("Content", 0):
                    contents.Add((
                        content.Dictionary > 0 ? Math.Min(content.Dictionary, content.Data) : content.Data, content.Values));
                    content = default;
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckPages(Stream file, long first, long values, ref long pages)
    {
        for (var next = first; values > 0;)
        {
            if (next < 0 || next >= file.Length || --pages < 0)
            {
                throw new InvalidDataException("The file is damaged: a column has fewer values than it says.");
            }

            file.Position = next;
            var (packed, unpacked, count) = ReadPage(file);
            if (packed < 0 || unpacked < 0 || count < 0 || packed > file.Length - file.Position
                || unpacked > Math.Max(LargePage, MostRatio * packed))
            {
                throw new InvalidDataException(
                    $"The file is damaged: a page has {packed} bytes, and says that it has {unpacked} unpacked.");
            }

            next = file.Position + packed;
            values -= count;
        }
    }

    private static (long Packed, long Unpacked, long Values) ReadPage(Stream file)
    {
        var page = (Packed: 0L, Unpacked: 0L, Values: 0L);
        var thrift = new CompactThrift(file, Structs, (type, field, value) => page = (type, field) switch
        {
            ("Page", 2) => page with { Unpacked = value },
            ("Page", 3) => page with { Packed = value },
            ("Data" or "NewData", 1) => page with { Values = value },
            _ => page,
        });
        thrift.Walk("Page");
        return page;
    }
}
