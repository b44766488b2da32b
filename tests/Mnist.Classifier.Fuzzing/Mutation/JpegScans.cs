using System.Buffers.Binary;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>Repeats scans of a JPEG, and makes it larger: a decoder takes as long for each scan as the picture is large.</summary>
internal static class JpegScans
{
    private const byte Escape = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const int MostTimes = 120;
    private const int MostSide = 3_000;
    private const int HeightPosition = 5;

    /// <summary>Returns a file with one of its scans many times, or null if it has none.</summary>
    public static byte[]? Repeat(byte[] file, Random random)
    {
        var starts = Enumerable.Range(0, Math.Max(file.Length - 1, 0))
            .Where(i => file[i] == Escape && file[i + 1] == StartOfScan).ToList();
        if (starts.Count == 0 || file is not [Escape, 0xD8, ..])
        {
            return null;
        }

        var start = starts[random.Next(starts.Count)];
        var end = Enumerable.Range(start + 2, file.Length - start - 2)
            .FirstOrDefault(i => file[i] == Escape && i + 1 < file.Length && file[i + 1] is not (0 or (>= 0xD0 and <= 0xD7)), file.Length);
        var repeated = Enumerable.Repeat(file[start..end], random.Next(2, MostTimes)).SelectMany(scan => scan);
        byte[] result = [.. file[..start], .. repeated, .. file[end..]];
        var frame = Enumerable.Range(0, start).FirstOrDefault(i => result[i] == Escape && result[i + 1] is (0xC0 or 0xC2), -1);
        if (frame >= 0 && random.Next(2) == 0 && frame + HeightPosition + 4 <= result.Length)
        {
            BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(frame + HeightPosition), (ushort)random.Next(1, MostSide));
            BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(frame + HeightPosition + 2), (ushort)random.Next(1, MostSide));
        }

        return result;
    }
}
