using System.Buffers.Binary;

namespace Mnist.Classifier.Data.Idx;

/// <summary>
/// The header of an IDX file of unsigned bytes: two zero bytes, the element type, the rank, then one big-endian 32-bit
/// length per dimension. The format is described at the foot of http://yann.lecun.com/exdb/mnist/.
/// </summary>
internal sealed class IdxHeader
{
    /// <summary>The code of the element type of digits.</summary>
    public const byte UnsignedByte = 0x08;

    private IdxHeader(int[] dimensions, long valueCount)
    {
        Dimensions = dimensions;
        ContentLength = Length(dimensions.Length) + valueCount;
    }

    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>Gets the length of header and values in bytes.</summary>
    public long ContentLength { get; }

    /// <summary>Gets the length of a header of this rank in bytes.</summary>
    public static int Length(int rank) => 4 + (4 * rank);

    /// <summary>Reads and checks the header, before memory is allocated for the values.</summary>
    public static IdxHeader Parse(string path, ReadOnlySpan<byte> start, int rank, long maxValueCount)
    {
        CheckMagic(path, start, rank);
        InvalidFile.RequireIdx(
            start.Length >= Length(rank), path, start.Length, "the end of the content", $"a header of {Length(rank)} bytes");
        var dimensions = new int[rank];
        long valueCount = 1;
        for (var i = 0; i < rank; i++)
        {
            var offset = Length(i);
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(start[offset..]);
            var found = $"{dimensions[i]} as the length of dimension {i + 1}";
            InvalidFile.RequireIdx(dimensions[i] > 0, path, offset, found, "a length of at least 1");
            // Divided, not multiplied, to avoid overflow.
            InvalidFile.RequireIdx(
                valueCount <= maxValueCount / dimensions[i], path, offset,
                $"{found}, which makes {(Int128)valueCount * dimensions[i]} values", $"at most {maxValueCount} values in all");
            valueCount *= dimensions[i];
        }

        return new IdxHeader(dimensions, valueCount);
    }

    /// <summary>Checks that the content is as long as the header says.</summary>
    public void RequireLength(string path, long found)
    {
        InvalidFile.RequireIdx(
            found >= ContentLength, path, found, "the end of the content", $"{ContentLength} bytes, as the header says");
        InvalidFile.RequireIdx(
            found <= ContentLength, path, ContentLength, $"{found - ContentLength} bytes too many",
            $"the end after {ContentLength} bytes, as the header says");
    }

    private static void CheckMagic(string path, ReadOnlySpan<byte> start, int rank)
    {
        InvalidFile.RequireIdx(
            start.Length >= 4, path, start.Length, "the end of the content", "the 4 bytes that begin every IDX file");
        InvalidFile.RequireIdx(
            start[..2] is [0, 0], path, 0, $"the bytes {start[0]:X2} {start[1]:X2}", "00 00, which begin every IDX file");
        InvalidFile.RequireIdx(
            start[2] == UnsignedByte, path, 2, $"the element type {Describe(start[2])}", "0x08 (unsigned byte)");
        InvalidFile.RequireIdx(
            start[3] == rank, path, 3, $"{start[3]} dimensions",
            $"{rank} ({(rank == 1 ? "labels" : "images, rows, columns")})");
    }

    private static string Describe(byte type) => type switch
    {
        0x09 => "0x09 (signed byte)",
        0x0B => "0x0B (16-bit integer)",
        0x0C => "0x0C (32-bit integer)",
        0x0D => "0x0D (32-bit float)",
        0x0E => "0x0E (64-bit float)",
        _ => $"0x{type:X2}, which the format does not define",
    };
}
