namespace Mnist.Digits.Pictures;

/// <summary>
/// A file in memory for a decoder that takes the end of a stream for zeros without end, among which it would look for the
/// end of a JPEG picture for ever. Here it finds one. An exception instead would leave its memory behind.
/// </summary>
internal sealed class PictureStream(byte[] file, PictureFormat format) : MemoryStream(file, writable: false)
{
    private const int NoByte = -1;

    private int _readsAtEnd;

    /// <summary>Gets a value indicating whether more was asked for than there is.</summary>
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
