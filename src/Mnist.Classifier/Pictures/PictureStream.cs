namespace Mnist.Classifier.Pictures;

/// <summary>
/// A file in memory for a decoder that takes the end of a stream for zeros without end: in a damaged file it would look
/// for the next marker for ever. Here it meets an exception.
/// </summary>
internal sealed class PictureStream(byte[] file) : MemoryStream(file, writable: false)
{
    // A decoder of sound files looks a few bytes ahead, no more.
    private const int MostReadsAtEnd = 256;

    private int _readsAtEnd;

    public override int ReadByte()
    {
        if (Position >= Length && ++_readsAtEnd > MostReadsAtEnd)
        {
            throw new EndOfStreamException("it goes on beyond the end of the file");
        }

        return base.ReadByte();
    }
}
