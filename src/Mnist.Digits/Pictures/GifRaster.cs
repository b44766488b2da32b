namespace Mnist.Digits.Pictures;

/// <summary>
/// Decompresses the indices of a GIF frame by LZW, in which a code stands for one index, or for those of an earlier code and
/// one more (T. Welch, "A technique for high-performance data compression", 1984, in GIF's variant).
/// </summary>
internal static class GifRaster
{
    private const int MostBits = 12;
    private const int MostCodes = 1 << MostBits;

    // Some encoders write a few surplus indices.
    private const int MostSurplus = 4096;

    /// <param name="data">The minimum code size, followed by length-prefixed sub-blocks.</param>
    /// <param name="indices">The destination.</param>
    public static PictureFault Read(ReadOnlySpan<byte> data, Span<byte> indices)
    {
        int firstBits = data[0];
        if (firstBits is < 1 or > 8)
        {
            return PictureFault.Damaged;
        }

        // A code's indices are in the output already, where the code was defined, so it needs only a start and a length.
        var clear = 1 << firstBits;
        Span<int> starts = stackalloc int[MostCodes];
        Span<int> lengths = stackalloc int[MostCodes];
        var (bits, count, oldStart, oldLength, found) = (firstBits + 1, clear + 2, 0, 0, 0L);
        var reader = new Bits(data[1..]);
        while (reader.TryRead(bits, out var code) && code != clear + 1)
        {
            if (code == clear)
            {
                (bits, count, oldLength) = (firstBits + 1, clear + 2, 0);
                continue;
            }

            // A code may be the one being defined, except after a clear code.
            if (code > count || (oldLength == 0 && code >= clear))
            {
                return PictureFault.Damaged;
            }

            if (oldLength > 0 && count < MostCodes)
            {
                (starts[count], lengths[count]) = (oldStart, oldLength + 1);
                count++;
            }

            oldStart = (int)Math.Min(found, indices.Length);
            oldLength = code < clear ? 1 : lengths[code];
            found += oldLength;
            if (found > indices.Length + MostSurplus)
            {
                return PictureFault.Disproportionate;
            }

            if (code < clear)
            {
                indices[oldStart..][..Math.Min(1, indices.Length - oldStart)].Fill((byte)code);
            }
            else
            {
                Copy(indices, starts[code], oldStart, oldLength);
            }

            bits += count == 1 << bits && bits < MostBits ? 1 : 0;
        }

        return found < indices.Length ? PictureFault.CutOff : PictureFault.None;
    }

    // A code that is just being defined overlaps its own output by one index, which equals its first.
    private static void Copy(Span<byte> indices, int from, int to, int length)
    {
        length = Math.Min(length, indices.Length - to);
        var before = Math.Min(length, to - from);
        indices.Slice(from, before).CopyTo(indices[to..]);
        if (before < length)
        {
            indices[to + before] = indices[to];
        }
    }

    /// <summary>Reads numbers, least significant bit first, from length-prefixed sub-blocks.</summary>
    private ref struct Bits(ReadOnlySpan<byte> blocks)
    {
        private readonly ReadOnlySpan<byte> _blocks = blocks;
        private int _at;
        private int _leftInBlock;
        private int _buffer;
        private int _buffered;


        public bool TryRead(int bits, out int number)
        {
            while (_buffered < bits)
            {
                if (!TryReadByte(out var next))
                {
                    number = 0;
                    return false;
                }

                _buffer |= next << _buffered;
                _buffered += 8;
            }

            number = _buffer & ((1 << bits) - 1);
            _buffer >>= bits;
            _buffered -= bits;
            return true;
        }

        private bool TryReadByte(out byte next)
        {
            next = 0;
            if (_leftInBlock == 0 && (_at >= _blocks.Length || (_leftInBlock = _blocks[_at++]) == 0))
            {
                _at = _blocks.Length;
                return false;
            }

            if (_at >= _blocks.Length)
            {
                return false;
            }

            next = _blocks[_at++];
            _leftInBlock--;
            return true;
        }
    }
}
