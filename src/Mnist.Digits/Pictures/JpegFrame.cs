using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>A JPEG frame header (ITU-T T.81, B.2.2), and what its scans have contained so far.</summary>
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

    // A Huffman code has at least one bit. A block has at least a code for its DC coefficient, and an end-of-block code.
    private const int FewestBitsOfBlock = 2;

    private readonly bool _isProgressive;
    private readonly byte[] _ids;
    private readonly int[] _across;
    private readonly int[] _down;
    // For each component and coefficient, the lowest bit read so far.
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

    /// <summary>
    /// Gets a value indicating whether the decoder supports the frame: Huffman-coded, with 8 bits per sample.
    /// </summary>
    public bool IsSupported { get; }

    public int ComponentCount => _ids.Length;

    /// <summary>
    /// Gets a value indicating whether the scans cover all components. The decoder would make up those that are missing.
    /// </summary>
    public bool HasAllComponents => _known.All(coefficients => coefficients[0] != Unknown);

    /// <summary>Gets the number of blocks of all components, padding included.</summary>
    public long BlockCount => CountUnits(Size.Width, _across.Max()) * CountUnits(Size.Height, _down.Max())
        * _across.Zip(_down, (across, down) => across * down).Sum();

    /// <summary>Gets the peak memory of the decoder, in bytes: samples, progressive coefficients and pixels.</summary>
    public long MemoryLength
    {
        get
        {
            var pixels = Size.PixelCount * (ComponentCount > 1 ? 3 : 1);
            var samples = BlockCount * CoefficientCount;
            return Math.Max(samples + (_isProgressive ? sizeof(short) * samples : 0) + pixels, 2 * pixels);
        }
    }

    /// <summary>Reads the header, or returns <see langword="null"/> if it is invalid.</summary>
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
    /// Processes a scan header, and returns whether it is valid after the scans before it. Each scan must refine the picture,
    /// and none may repeat another: a redundant scan would cost the decoder as much time as any.
    /// </summary>
    public bool TakeScan(ReadOnlySpan<byte> scan)
    {
        if (scan.Length < 1 || scan[0] is < 1 or > 4 || scan.Length != 4 + (2 * scan[0]))
        {
            return false;
        }

        var (first, last, before, bit) = _isProgressive ? (scan[^3], scan[^2], scan[^1] >> 4, scan[^1] & 15) : (0, 63, 0, 0);
        // DC coefficients have scans of their own; AC coefficients have one scan per component.
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

    /// <summary>Returns the number of blocks in a scan.</summary>
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

    /// <summary>Returns the minimum number of bits in a scan.</summary>
    public long CountBits(ReadOnlySpan<byte> scan) =>
        !_isProgressive ? FewestBitsOfBlock * CountBlocks(scan)
        : scan[^3] == 0 ? CountBlocks(scan)
        : 0; // one code may end thousands of blocks

    /// <summary>Returns the number of restart markers that a scan must have.</summary>
    public long CountRestarts(ReadOnlySpan<byte> scan, int interval) =>
        interval == 0 ? 0 : DivideUp(CountUnits(scan), interval) - 1;

    /// <summary>Returns the number of minimum coded units in a scan.</summary>
    private long CountUnits(ReadOnlySpan<byte> scan)
    {
        var (most, mostDown) = (_across.Max(), _down.Max());
        if (scan[0] > 1)
        {
            return CountUnits(Size.Width, most) * CountUnits(Size.Height, mostDown);
        }

        // A scan of one component is not interleaved, and has no padding blocks.
        var component = Array.IndexOf(_ids, scan[1]);
        return CountUnits(DivideUp(Size.Width * _across[component], most), 1)
            * CountUnits(DivideUp(Size.Height * _down[component], mostDown), 1);
    }

    private static long CountUnits(long length, int sampling) => DivideUp(length, BlockSide * sampling);

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
