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
    private const int CoefficientCount = BlockSide * BlockSide;
    private const int LargestBit = 13;
    private const int Unknown = -1;

    // Huffman's codes have a bit or more. A block has one for its mean, and one that says that no other coefficients follow.
    private const int FewestBitsOfBlock = 2;

    private readonly bool _isProgressive;
    private readonly byte[] _ids;
    private readonly int[] _across;
    private readonly int[] _down;
    // Of each component and coefficient, the lowest bit that is known.
    private readonly int[][] _known;

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
        _known = [.. components.Select(_ => Enumerable.Repeat(Unknown, CoefficientCount).ToArray())];
    }

    public PictureSize Size { get; }

    /// <summary>Gets a value indicating whether the decoder knows this kind: with Huffman's codes, of 8 bits.</summary>
    public bool IsSupported { get; }

    public int ComponentCount => _ids.Length;

    /// <summary>
    /// Gets a value indicating whether there is something of each component. The decoder makes up what there is not.
    /// </summary>
    public bool HasAllComponents => _known.All(coefficients => coefficients[0] != Unknown);

    /// <summary>Gets the number of blocks of all components, with those that only fill up.</summary>
    public long BlockCount => CountUnits(Size.Width, _across.Max()) * CountUnits(Size.Height, _down.Max())
        * _across.Zip(_down, (across, down) => across * down).Sum();

    /// <summary>Gets how many bytes the decoder takes: samples, coefficients of a progressive picture, and pixels twice.</summary>
    public long MemoryLength
    {
        get
        {
            var pixels = Size.PixelCount * (ComponentCount > 1 ? 3 : 1);
            var samples = BlockCount * CoefficientCount;
            return Math.Max(samples + (_isProgressive ? sizeof(short) * samples : 0) + pixels, 2 * pixels);
        }
    }

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

    /// <summary>
    /// Takes the header of a scan, or tells that it does not fit what came before: each scan must add something to a picture, and
    /// none may do again what another has done. A decoder takes as long for an idle one as for any.
    /// </summary>
    public bool TakeScan(ReadOnlySpan<byte> scan)
    {
        if (scan.Length < 1 || scan[0] is < 1 or > 4 || scan.Length != 4 + (2 * scan[0]))
        {
            return false;
        }

        var (first, last, before, bit) = _isProgressive ? (scan[^3], scan[^2], scan[^1] >> 4, scan[^1] & 15) : (0, 63, 0, 0);
        // Means come in scans of their own, the other coefficients of each component by itself.
        if (last >= CoefficientCount || first > last || bit > LargestBit || (before > 0 && bit != before - 1)
            || (_isProgressive && first == 0 ? last > 0 : first > 0 && scan[0] > 1))
        {
            return false;
        }

        for (var i = 0; i < scan[0]; i++)
        {
            var component = Array.IndexOf(_ids, scan[1 + (2 * i)]);
            if (component < 0 || (first > 0 && _known[component][0] == Unknown))
            {
                return false;
            }

            var coefficients = _known[component].AsSpan(first..(last + 1));
            if (coefficients.ContainsAnyExcept(before > 0 ? before : Unknown))
            {
                return false;
            }

            coefficients.Fill(bit);
        }

        return true;
    }

    /// <summary>Counts the blocks that a scan goes through.</summary>
    public long CountBlocks(ReadOnlySpan<byte> scan)
    {
        var blocks = 0;
        for (var i = 0; i < scan[0]; i++)
        {
            var component = Array.IndexOf(_ids, scan[1 + (2 * i)]);
            blocks += scan[0] == 1 ? 1 : _across[component] * _down[component];
        }

        return CountUnits(scan) * blocks;
    }

    /// <summary>Counts the bits that a scan must have at least.</summary>
    public long CountBits(ReadOnlySpan<byte> scan) =>
        !_isProgressive ? FewestBitsOfBlock * CountBlocks(scan)
        : scan[^3] == 0 ? CountBlocks(scan)
        : 0; // one code may stand for thousands of blocks without anything more

    /// <summary>Counts the restarts that a scan must have.</summary>
    public long CountRestarts(ReadOnlySpan<byte> scan, int interval) =>
        interval == 0 ? 0 : DivideUp(CountUnits(scan), interval) - 1;

    /// <summary>Counts what a scan consists of: blocks of one component, or of several together what is in one place.</summary>
    private long CountUnits(ReadOnlySpan<byte> scan)
    {
        var (most, mostDown) = (_across.Max(), _down.Max());
        if (scan[0] > 1)
        {
            return CountUnits(Size.Width, most) * CountUnits(Size.Height, mostDown);
        }

        // One component alone comes block by block, without those that only fill up.
        var component = Array.IndexOf(_ids, scan[1]);
        return CountUnits(DivideUp(Size.Width * _across[component], most), 1)
            * CountUnits(DivideUp(Size.Height * _down[component], mostDown), 1);
    }

    private static long CountUnits(long length, int sampling) => DivideUp(length, BlockSide * sampling);

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
