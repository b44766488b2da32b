using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace Mnist.Classifier.Data.Idx;

/// <summary>
/// A gzip file of one member, in memory, with checks that <see cref="GZipStream"/> lacks: a truncated
/// file, a missing or wrong trailer, and anything after the end.
/// </summary>
internal sealed class GzipMember
{
    private const int TrailerLength = 8;
    private const string CutOrAppended = " (is the file cut off, or has something been appended?)";

    // Deflate takes at least two bits for a copy of at most 258 bytes (RFC 1951), so 1032 is the most per byte.
    private const int MaxRatio = 1032;

    // MNIST is compressed to a fifth. A larger ratio above the free size is taken for an attack on the memory.
    private const int FreeLength = 64 << 20;
    private const int UsualRatio = 64;

    private readonly string _path;
    private readonly byte[] _file;
    private readonly int _start;
    private readonly int _end;
    private readonly long _contentLength;

    public GzipMember(string path, byte[] file)
    {
        _path = path;
        _file = file;
        _start = GzipHeader.Skip(path, file);
        _end = file.Length - TrailerLength;
        InvalidFile.RequireGzip(
            _end > _start, path, file.Length, "the end of the file", "compressed data and a trailer of 8 bytes");
        _contentLength = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(_end + 4));
        var most = Math.Min((_end - _start) * (long)MaxRatio, Array.MaxLength);
        InvalidFile.RequireGzip(
            _contentLength <= most, path, _end + 4, $"a trailer that claims {_contentLength} bytes of content",
            $"at most {most} from {_end - _start} compressed bytes{CutOrAppended}");
    }

    /// <summary>
    /// Checks the length in the trailer, so that memory is allocated only for a length that the header confirms.
    /// </summary>
    public void RequireLength(long expected) => InvalidFile.RequireGzip(
        _contentLength == expected, _path, _end + 4, $"a trailer that claims {_contentLength} bytes of content",
        $"{expected}, as the content says{CutOrAppended}");

    /// <summary>Decompresses only the beginning of the content.</summary>
    /// <returns>How many bytes were written to <paramref name="destination"/>: all, unless the content is shorter.</returns>
    public int ReadStart(Span<byte> destination)
    {
        using var compressed = new LastByteStream(_file.AsMemory(_start, _end - _start));
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        return Read(deflate, compressed, destination);
    }

    /// <summary>Decompresses all content and checks its length, its checksum and that nothing follows it.</summary>
    public byte[] Decompress()
    {
        if (_contentLength > FreeLength && _contentLength / UsualRatio > _end - _start)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{Printable.Path(_path)}' unpacks from {_file.Length:N0} to {_contentLength:N0} bytes, as no images do: " +
                $"above {FreeLength:N0}, up to {UsualRatio} times are read. If you know where it comes from, unpack it first " +
                $"(gunzip)."));
        }

        var content = MemoryFault.Explain(
            $"The content of '{Printable.Path(_path)}'", _contentLength, () => new byte[_contentLength]);
        using var compressed = new LastByteStream(_file.AsMemory(_start, _end - _start));
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        var length = Read(deflate, compressed, content);
        InvalidFile.RequireGzip(
            length == content.Length, _path, _start + compressed.Position, $"the end of the content after {length} bytes",
            $"{content.Length} bytes");
        Span<byte> oneMore = stackalloc byte[1];
        InvalidFile.RequireGzip(
            Read(deflate, compressed, oneMore) == 0, _path, _end + 4,
            $"a trailer that claims {content.Length} bytes of content", "more, for the content goes on");
        InvalidFile.RequireGzip(
            compressed.Position == compressed.Length, _path, _start + compressed.Position,
            "more after the compressed data, which ends here or earlier", "one gzip member and nothing after its trailer");

        var found = BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(_end));
        var expected = Crc32.Compute(content);
        InvalidFile.RequireGzip(
            found == expected, _path, _end, $"the checksum {found:X8}", $"{expected:X8}, the checksum of the content");
        return content;
    }

    private int Read(DeflateStream deflate, LastByteStream compressed, Span<byte> destination)
    {
        try
        {
            return deflate.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw InvalidFile.Gzip(
                _path, _start + compressed.Position, "data that does not decompress", "deflate data", exception);
        }
    }
}
