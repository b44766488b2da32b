using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <summary>
/// Reads values that are not just numbers. Each method first makes sure that the bytes are there, so that a count that is
/// claimed takes no memory.
/// </summary>
internal static class SchemaValues
{
    // The highest bit of a boundary meant a missing text in old files.
    private const int BoundaryMask = int.MaxValue;

    public static int[] ReadInt32s(SchemaBytes bytes, int count) =>
        MemoryMarshal.Cast<byte, int>(bytes.Take((long)count * sizeof(int))).ToArray();

    public static TimeSpan[] ReadTimeSpans(SchemaBytes bytes, int count) =>
        Array.ConvertAll(ReadInt64s(bytes, count), ticks => new TimeSpan(ticks));

    public static DateTime[] ReadDateTimes(SchemaBytes bytes, int count) =>
        Array.ConvertAll(ReadInt64s(bytes, count), ToDateTime);

    public static DateTimeOffset[] ReadDateTimeOffsets(SchemaBytes bytes, int count)
    {
        var minutes = MemoryMarshal.Cast<byte, short>(bytes.Take((long)count * sizeof(short))).ToArray();
        var times = ReadDateTimes(bytes, count);
        try
        {
            return [.. times.Zip(minutes, (time, offset) => new DateTimeOffset(time, TimeSpan.FromMinutes((double)offset)))];
        }
        catch (ArgumentException e)
        {
            throw InvalidSchema.Damaged("it has a time that there is not", e);
        }
    }

    public static DataViewRowId[] ReadRowIds(SchemaBytes bytes, int count)
    {
        var halves = MemoryMarshal.Cast<byte, ulong>(bytes.Take(2L * count * sizeof(ulong)));
        var values = new DataViewRowId[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = new DataViewRowId(halves[2 * i], halves[(2 * i) + 1]);
        }

        return values;
    }

    // A bit each, from the lowest.
    public static bool[] ReadBooleans(SchemaBytes bytes, int count)
    {
        var bits = bytes.Take((count + 7L) / 8);
        var values = new bool[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (bits[i / 8] >> (i % 8) & 1) != 0;
        }

        return values;
    }

    // int32 number of texts; int32 end of each, in characters; the size in bytes of all, and then all in UTF-8.
    public static ReadOnlyMemory<char>[] ReadTexts(SchemaBytes bytes, int count)
    {
        var stored = bytes.ReadInt32();
        if (stored != count)
        {
            throw InvalidSchema.Damaged($"it claims {stored} texts and {count}");
        }

        var ends = ReadInt32s(bytes, count);
        var all = bytes.ReadText().AsMemory();
        var texts = new ReadOnlyMemory<char>[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var end = ends[i] & BoundaryMask;
            if (end < start || end > all.Length)
            {
                throw InvalidSchema.Damaged($"text {i} is said to end at {end}, after {start}, of {all.Length} characters");
            }

            texts[i] = ends[i] < 0 ? ReadOnlyMemory<char>.Empty : all[start..end];
            start = end;
        }

        return start == all.Length
            ? texts
            : throw InvalidSchema.Damaged($"{all.Length - start} characters belong to no text");
    }

    private static long[] ReadInt64s(SchemaBytes bytes, int count) =>
        MemoryMarshal.Cast<byte, long>(bytes.Take((long)count * sizeof(long))).ToArray();

    private static DateTime ToDateTime(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks)
        : throw InvalidSchema.Damaged($"it has a time of {ticks} ticks");
}
