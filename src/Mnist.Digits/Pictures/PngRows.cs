using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mnist.Digits.Pictures;

/// <summary>Decompresses the rows of a PNG file one by one, and reverses their filters (ISO/IEC 15948, 9).</summary>
internal sealed class PngRows : IDisposable
{
    // Pixels are loaded and stored eight bytes at a time, which may extend beyond the row.
    private const int Slack = sizeof(ulong);

    private readonly ZLibStream _unpacked;
    private readonly int _bytesPerPixel;
    private readonly byte[] _filtered;
    private byte[] _row;
    private byte[] _above;
    private int _length;

    /// <param name="packed">The compressed pixels.</param>
    /// <param name="longest">The length of the longest row, in bytes.</param>
    /// <param name="bitsPerPixel">The number of bits per pixel.</param>
    public PngRows(ReadOnlyMemory<byte> packed, int longest, int bitsPerPixel)
    {
        MemoryMarshal.TryGetArray(packed, out var bytes);
        _unpacked = new ZLibStream(
            new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), CompressionMode.Decompress);
        _bytesPerPixel = Math.Max(bitsPerPixel / 8, 1);
        _filtered = new byte[1 + longest + Slack];
        _row = new byte[longest + Slack];
        _above = new byte[longest + Slack];
    }

    /// <summary>Gets the last row read.</summary>
    public ReadOnlySpan<byte> Row => _row.AsSpan(0, _length);

    /// <summary>Begins a pass, whose first row has no row above it.</summary>
    /// <param name="length">The length of its rows, in bytes.</param>
    public void Begin(int length)
    {
        _length = length;
        Array.Clear(_row);
    }

    /// <summary>Reads the next row, or returns what is wrong with it.</summary>
    public PictureFault Read()
    {
        (_row, _above) = (_above, _row);
        if (_unpacked.ReadAtLeast(_filtered.AsSpan(0, 1 + _length), 1 + _length, throwOnEndOfStream: false) <= _length)
        {
            return PictureFault.CutOff;
        }

        switch (_filtered[0])
        {
            case 0:
                _filtered.AsSpan(1, _length).CopyTo(_row);
                break;
            case 2:
                TensorPrimitives.Add<byte>(_filtered.AsSpan(1, _length), _above.AsSpan(0, _length), _row);
                break;
            case 1 or 3 or 4:
                AddPixelByPixel();
                break;
            default:
                return PictureFault.Damaged;
        }

        return PictureFault.None;
    }

    /// <summary>Reads to the end, which verifies the checksum, and returns the number of surplus bytes.</summary>
    /// <param name="most">The number of bytes after which to stop.</param>
    public long CountRest(long most)
    {
        var count = 0L;
        while (count <= most && _unpacked.Read(_filtered) is > 0 and var read)
        {
            count += read;
        }

        return count;
    }

    public void Dispose() => _unpacked.Dispose();

    private void AddPixelByPixel()
    {
        var (filter, step, length) = (_filtered[0], _bytesPerPixel, _length);
        var (left, corner) = (Vector128<short>.Zero, Vector128<short>.Zero);
        var filtered = _filtered.AsSpan(1);
        for (var i = 0; i < length; i += step)
        {
            var above = Load(_above, i);
            var added = filter switch { 1 => left, 3 => (left + above) >> 1, _ => Nearest(left, above, corner) };
            left = (Load(filtered, i) + added) & Vector128.Create((short)byte.MaxValue);
            corner = above;
            // The next pixel overwrites the surplus bytes.
            MemoryMarshal.Write(_row.AsSpan(i), Vector128.Narrow(left, left).AsUInt64().ToScalar());
        }
    }

    private static Vector128<short> Load(ReadOnlySpan<byte> bytes, int at) =>
        Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<ulong>(bytes[at..])).AsByte()).AsInt16();

    // The Paeth predictor: of left, above and corner, the one nearest to left + above - corner.
    private static Vector128<short> Nearest(Vector128<short> left, Vector128<short> above, Vector128<short> corner)
    {
        var toLeft = Vector128.Abs(above - corner);
        var toAbove = Vector128.Abs(left - corner);
        var toCorner = Vector128.Abs(left + above - corner - corner);
        return Vector128.ConditionalSelect(
            Vector128.LessThanOrEqual(toLeft, Vector128.Min(toAbove, toCorner)),
            left,
            Vector128.ConditionalSelect(Vector128.LessThanOrEqual(toAbove, toCorner), above, corner));
    }
}
