namespace Mnist.Classifier.Data.Idx;

/// <summary>
/// Hands its last bytes out one at a time. A decompressor reads ahead and does not say where its data ended; given
/// single bytes it cannot, so <see cref="Stream.Position"/> tells whether it needed the very last one.
/// </summary>
internal sealed class DripStream(byte[] buffer, int start, int count)
    : MemoryStream(buffer, start, count, writable: false)
{
    private const int SingleBytes = 512;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Limit(count));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Limit(buffer.Length)]);

    private int Limit(int count)
    {
        var left = Length - Position;
        return (int)Math.Min(count, left > SingleBytes ? left - SingleBytes : 1);
    }
}
