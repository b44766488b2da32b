using DenseNetworks.IO;
using Microsoft.Win32.SafeHandles;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Reads IDX files of unsigned bytes, plain or gzip, recognized by their content.</summary>
internal static class IdxReader
{
    /// <summary>Reads a whole file.</summary>
    /// <returns>
    /// The length of each dimension, slowest first, each at least 1, and the values in row-major order, as many as the product
    /// of the dimensions, in an array of their own.
    /// </returns>
    public static (IReadOnlyList<int> Dimensions, Memory<byte> Values) Read(string path, int rank)
    {
        using var file = ReadableFile.OpenHandle(path);
        Span<byte> start = stackalloc byte[IdxHeader.Length(rank)];
        var length = RandomAccess.Read(file, start, fileOffset: 0);
        if (GzipHeader.IsGzip(start[..length]))
        {
            var member = new GzipMember(path, ReadAll(path, file));
            var header = IdxHeader.Parse(path, start[..member.ReadStart(start)], rank, Array.MaxLength);
            member.RequireLength(header.ContentLength);
            return (header.Dimensions, member.Decompress().AsMemory(start.Length));
        }

        // The header is compared with the length before the rest is read.
        var plain = IdxHeader.Parse(path, start[..length], rank, Array.MaxLength);
        plain.RequireLength(path, RandomAccess.GetLength(file));
        return (plain.Dimensions, ReadAll(path, file).AsMemory(start.Length));
    }

    /// <summary>Opens an uncompressed file whose values are read later, and checks its header and its length.</summary>
    /// <returns>
    /// The open file, which the caller closes, and the dimensions. There may be more values than fit an array.
    /// </returns>
    public static (SafeFileHandle File, IReadOnlyList<int> Dimensions) Open(string path, int rank)
    {
        var file = ReadableFile.OpenHandle(path);
        try
        {
            Span<byte> start = stackalloc byte[IdxHeader.Length(rank)];
            start = start[..RandomAccess.Read(file, start, fileOffset: 0)];
            if (GzipHeader.IsGzip(start))
            {
                throw new InvalidDataException(
                    $"'{Printable.Path(path)}' is compressed, and cannot be read on demand. Unpack it first (gunzip), or " +
                    "read it whole.");
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

    private static byte[] ReadAll(string path, SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength)
        {
            throw InvalidFile.Idx(path, 0, $"a file of {length} bytes", $"at most {Array.MaxLength}");
        }

        var content = MemoryFault.Explain($"The file '{Printable.Path(path)}'", length, () => new byte[length]);
        for (var filled = 0; filled < content.Length;)
        {
            var read = RandomAccess.Read(file, content.AsSpan(filled), filled);
            filled += read > 0 ? read : throw InvalidFile.Idx(path, filled, "the end of the file", $"{length} bytes, as it " +
                "had when it was opened");
        }

        return content;
    }
}
