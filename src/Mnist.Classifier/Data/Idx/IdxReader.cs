using Microsoft.Win32.SafeHandles;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Reads IDX files of unsigned bytes, plain or gzip (told apart by content, not by name).</summary>
internal static class IdxReader
{
    /// <summary>Reads a whole file, or throws; never a part of it.</summary>
    /// <returns>
    /// The length of each dimension, slowest first, each at least 1, and the values in row-major order, as many as the product
    /// of the dimensions, in an array of their own.
    /// </returns>
    public static (IReadOnlyList<int> Dimensions, Memory<byte> Values) Read(string path, int rank)
    {
        var file = ReadFile(path);
        var headerLength = IdxHeader.Length(rank);
        if (!GzipHeader.IsGzip(file))
        {
            var plain = IdxHeader.Parse(path, file, rank, Array.MaxLength);
            plain.RequireLength(path, file.Length);
            return (plain.Dimensions, file.AsMemory(headerLength));
        }

        var member = new GzipMember(path, file);
        Span<byte> start = stackalloc byte[headerLength];
        var header = IdxHeader.Parse(path, start[..member.ReadStart(start)], rank, Array.MaxLength);
        member.RequireLength(header.ContentLength);
        return (header.Dimensions, member.Decompress().AsMemory(headerLength));
    }

    /// <summary>Opens a plain file whose values are to be read later, and checks its header and its length.</summary>
    /// <returns>The open file, which the caller closes, and the dimensions. More values than fit an array are fine.</returns>
    public static (SafeFileHandle File, IReadOnlyList<int> Dimensions) Open(string path, int rank)
    {
        // Where the system lets others replace an open file, this handle keeps the one it opened.
        var file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        try
        {
            Span<byte> start = stackalloc byte[IdxHeader.Length(rank)];
            start = start[..RandomAccess.Read(file, start, fileOffset: 0)];
            if (GzipHeader.IsGzip(start))
            {
                throw new InvalidDataException(
                    $"'{path}' is compressed, and cannot be read on demand. Unpack it first (gunzip), or read it whole.");
            }

            var header = IdxHeader.Parse(path, start, rank, long.MaxValue);
            header.RequireLength(path, RandomAccess.GetLength(file));
            return (file, header.Dimensions);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static byte[] ReadFile(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw InvalidFile.Idx(path, 0, $"a file of {length} bytes", $"at most {Array.MaxLength}");
    }
}
