namespace Mnist.Digits.Pictures;

/// <summary>
/// Unpacks the indices of a frame of a GIF file. Each code stands for indices: one, or those of an earlier code and one more
/// (T. Welch, "A technique for high-performance data compression", 1984, as GIF has it).
/// </summary>
internal static class GifRaster
{
    private const int MostBits = 12;
    private const int MostCodes = 1 << MostBits;

    // Some writers pack a few more indices than there are.
    private const int MostSurplus = 4096;

    /// <param name="data">The bits of the first codes, and then blocks that each begin with their length.</param>
    /// <param name="indices">Takes them.</param>
    public static PictureFault Read(ReadOnlySpan<byte> data, Span<byte> indices)
    {
        int firstBits = data[0];
        if (firstBits is < 1 or > 8)
        {
            return PictureFault.Damaged;
        }

        // What a code stands for was written where the code was made, with the index after it.
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

            // A code may be the one that it makes, but not the first.
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

    // What a code stands for may reach into what it writes: then its last index is its first.
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

    /// <summary>Takes numbers of a few bits, lowest first, out of blocks that each begin with their length.</summary>
    private ref struct Bits(ReadOnlySpan<byte> blocks)
    {
        private readonly ReadOnlySpan<byte> _blocks = blocks;
        private int _at;
        private int _leftInBlock;
        private int _buffer;
        private int _buffered;

        /// <summary>Reads a number, or tells that there are no more bits.</summary>
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
