namespace Mnist.Digits.Pictures;

/// <summary>Takes numbers of a few bits, lowest first, out of blocks that each begin with their length.</summary>
internal ref struct GifBits(ReadOnlySpan<byte> blocks)
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
