namespace Mnist.Digits.Pictures;

/// <summary>
/// The tables of a JPEG file (ITU-T T.81, B.2.4). The decoder takes a wrong one behind the header for the end of the picture,
/// and shows what was in memory before.
/// </summary>
internal static class JpegTables
{
    private const int MostTables = 4;
    private const int LongestCode = 16;
    private const int MostCodes = 256;
    private const int QuantizerCount = 64;

    /// <summary>Tells whether a segment has tables of Huffman's codes that can be.</summary>
    public static bool AreCodes(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            if (segment.Length < 1 + LongestCode || segment[0] >> 4 > 1 || (segment[0] & 15) >= MostTables)
            {
                return false;
            }

            // Each bit more doubles the number of codes that are left.
            var (count, next) = (0, 0);
            for (var bits = 1; bits <= LongestCode; bits++)
            {
                next = (2 * next) + segment[bits];
                count += segment[bits];
                if (next > 1 << bits)
                {
                    return false;
                }
            }

            if (count > MostCodes || segment.Length < 1 + LongestCode + count)
            {
                return false;
            }

            segment = segment[(1 + LongestCode + count)..];
        }

        return true;
    }

    /// <summary>Tells whether a segment has tables of quantizers.</summary>
    public static bool AreQuantizers(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var length = 1 + (QuantizerCount * (1 + (segment[0] >> 4)));
            if (segment[0] >> 4 > 1 || (segment[0] & 15) >= MostTables || segment.Length < length)
            {
                return false;
            }

            segment = segment[length..];
        }

        return true;
    }
}
