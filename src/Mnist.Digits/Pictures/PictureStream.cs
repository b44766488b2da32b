namespace Mnist.Digits.Pictures;

/// <summary>
/// A file in memory for a decoder that reads zeros beyond the end of a stream, and would search them for the end of a JPEG
/// picture forever. This stream supplies an end marker instead. An exception would make the decoder leak memory.
/// </summary>
internal sealed class PictureStream(byte[] file, PictureFormat format) : MemoryStream(file, writable: false)
{
    private const int NoByte = -1;

    private int _readsAtEnd;

    /// <summary>Gets a value indicating whether the decoder read beyond the end.</summary>
    public bool IsOverrun => _readsAtEnd > 0;

    public override int ReadByte()
    {
        if (Position < Length)
        {
            return base.ReadByte();
        }

        _readsAtEnd++;
        return format != PictureFormat.Jpeg ? NoByte : _readsAtEnd % 2 == 1 ? 0xFF : 0xD9;
    }
}
