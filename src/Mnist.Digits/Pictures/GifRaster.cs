namespace Mnist.Digits.Pictures;

/// <summary>
/// Counts the pixels of a frame of a GIF file, without making them. Each code stands for pixels: one, or those of an earlier
/// code and one more (T. Welch, "A technique for high-performance data compression", 1984, as GIF has it).
/// </summary>
internal static class GifRaster
{
    private const int MostBits = 12;

    // The decoder has room for so many codes, of which only those of 12 bits can be named.
    private const int MostCodes = 8192;

    // Some writers pack a few more pixels than there are.
    private const int MostSurplus = 4096;

    /// <param name="data">The bits of the first codes, and then blocks that each begin with their length.</param>
    /// <param name="pixelCount">How many pixels there are to be.</param>
    public static PictureFault Check(ReadOnlySpan<byte> data, long pixelCount)
    {
        int firstBits = data[0];
        if (firstBits is < 1 or > 8)
        {
            return PictureFault.Damaged;
        }

        var clear = 1 << firstBits;
        Span<ushort> lengths = stackalloc ushort[1 << MostBits];
        lengths[..clear].Fill(1);
        var (bits, count, old, found) = (firstBits + 1, clear + 2, -1, 0L);
        var reader = new Bits(data[1..]);
        while (reader.TryRead(bits, out var code))
        {
            if (code == clear)
            {
                (bits, count, old) = (firstBits + 1, clear + 2, -1);
                continue;
            }

            if (code == clear + 1)
            {
                break;
            }

            // A code may be the one that it makes, but not the first.
            if (code > count || (old < 0 && code >= clear) || count == MostCodes)
            {
                return PictureFault.Damaged;
            }

            if (old >= 0)
            {
                if (count < lengths.Length)
                {
                    lengths[count] = (ushort)(lengths[old] + 1);
                }

                count++;
            }

            found += lengths[code];
            if (found > pixelCount + MostSurplus)
            {
                return PictureFault.Disproportionate;
            }

            bits += count == 1 << bits && bits < MostBits ? 1 : 0;
            old = code;
        }

        return found < pixelCount ? PictureFault.CutOff : PictureFault.None;
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
