using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>What the header of a JPEG frame says (ITU-T T.81, B.2.2), and what the scans have brought of it so far.</summary>
internal sealed class JpegFrame
{
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;
    private const int FixedLength = 6;
    private const int ComponentLength = 3;
    private const int BlockSide = 8;
    private const int MostSampling = 4;

    private readonly bool _isProgressive;
    private readonly byte[] _ids;
    private readonly int[] _across;
    private readonly int[] _down;
    private readonly bool[] _hasMeans;

    private JpegFrame(byte kind, ReadOnlySpan<byte> segment)
    {
        _isProgressive = kind == Progressive;
        Size = new PictureSize(
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
        IsSupported = kind is >= Baseline and <= Progressive && segment[0] == 8;
        var components = segment[FixedLength..].ToArray().Chunk(ComponentLength).ToArray();
        _ids = [.. components.Select(component => component[0])];
        _across = [.. components.Select(component => component[1] >> 4)];
        _down = [.. components.Select(component => component[1] & 15)];
        _hasMeans = new bool[components.Length];
    }

    public PictureSize Size { get; }

    /// <summary>Gets a value indicating whether the decoder knows this kind: with Huffman's codes, of 8 bits.</summary>
    public bool IsSupported { get; }

    public int ComponentCount => _ids.Length;

    /// <summary>
    /// Gets a value indicating whether there is something of each component. The decoder makes up what there is not.
    /// </summary>
    public bool HasAllComponents => _hasMeans.All(has => has);

    /// <summary>Reads the header, or returns null if it makes no sense.</summary>
    public static JpegFrame? Read(byte kind, ReadOnlySpan<byte> segment)
    {
        if (segment.Length <= FixedLength || segment[5] is not (1 or 3 or 4)
            || segment.Length != FixedLength + (ComponentLength * segment[5]))
        {
            return null;
        }

        var frame = new JpegFrame(kind, segment);
        return frame._across.Concat(frame._down).All(sampling => sampling is >= 1 and <= MostSampling)
            && frame._ids.Distinct().Count() == frame._ids.Length
            ? frame
            : null;
    }

    /// <summary>Takes the header of a scan, or tells that it does not fit what came before.</summary>
    public bool TakeScan(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length != 4 + (2 * segment[0]))
        {
            return false;
        }

        // The means of the blocks come first, and only after them what a progressive scan adds.
        var isOfMeans = !_isProgressive || (segment[^3] == 0 && segment[^1] >> 4 == 0);
        for (var i = 0; i < segment[0]; i++)
        {
            var component = Array.IndexOf(_ids, segment[1 + (2 * i)]);
            if (component < 0 || (!isOfMeans && !_hasMeans[component]))
            {
                return false;
            }

            _hasMeans[component] = true;
        }

        return true;
    }

    /// <summary>Counts the restarts that a scan must have.</summary>
    public long CountRestarts(ReadOnlySpan<byte> scan, int interval)
    {
        if (interval == 0)
        {
            return 0;
        }

        var (most, mostDown) = (_across.Max(), _down.Max());
        var (width, height) = (Size.Width, Size.Height);
        if (scan[0] == 1)
        {
            // One component alone comes block by block, without those that only fill up.
            var component = Array.IndexOf(_ids, scan[1]);
            (width, height) = (DivideUp(width * _across[component], most), DivideUp(height * _down[component], mostDown));
            (most, mostDown) = (1, 1);
        }

        return DivideUp(DivideUp(width, BlockSide * most) * DivideUp(height, BlockSide * mostDown), interval) - 1;
    }

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
