namespace Mnist.Digits.Pictures;

/// <summary>
/// Validates the tables of a JPEG file (ITU-T T.81, B.2.4). At an invalid one, the decoder would end the picture and expose
/// uninitialized memory.
/// </summary>
internal static class JpegTables
{
    private const int MostTables = 4;
    private const int LongestCode = 16;
    private const int MostCodes = 256;
    private const int QuantizerCount = 64;

    /// <summary>Returns whether a segment consists of valid Huffman tables.</summary>
    public static bool AreCodes(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            if (segment.Length < 1 + LongestCode || segment[0] >> 4 > 1 || (segment[0] & 15) >= MostTables)
            {
                return false;
            }

            // Each additional bit doubles the number of possible codes.
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

    /// <summary>Returns whether a segment consists of valid quantization tables.</summary>
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
