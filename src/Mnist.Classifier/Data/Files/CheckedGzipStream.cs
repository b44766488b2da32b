using System.Buffers.Binary;
using System.IO.Compression;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Idx;

namespace Mnist.Classifier.Data.Files;

/// <summary>
/// Decompresses a gzip file of one member as it is read, in little memory, and checks the length and the checksum at its end:
/// <see cref="GZipStream"/> takes the end of a truncated file for the end of the data.
/// </summary>
internal sealed class CheckedGzipStream : Stream
{
    private const int TrailerLength = 8;
    private const int MaxHeaderLength = 1 << 16;

    private readonly string _path;
    private readonly DeflateStream _content;
    private readonly byte[] _trailer = new byte[TrailerLength];
    private readonly long _trailerOffset;
    private uint _checksum;
    private long _length;

    /// <param name="path">The name of the file, for messages.</param>
    /// <param name="file">The file, at its start; it is closed with this stream.</param>
    public CheckedGzipStream(string path, FileStream file)
    {
        _path = path;
        var start = new byte[(int)Math.Min(MaxHeaderLength, file.Length)];
        file.ReadExactly(start);
        var headerLength = GzipHeader.Skip(path, start);
        _trailerOffset = file.Length - TrailerLength;
        InvalidFile.RequireGzip(
            _trailerOffset > headerLength, path, file.Length, "the end of the file", "compressed data and a trailer of 8 " +
                "bytes");
        file.Position = _trailerOffset;
        file.ReadExactly(_trailer);
        file.Position = headerLength;
        _content = new DeflateStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = ReadContent(buffer);
        _checksum = Crc32.Compute(buffer[..read], _checksum);
        _length += read;
        if (read == 0 && buffer.Length > 0)
        {
            CheckEnd();
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadContent(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw InvalidFile.Gzip(_path, _length, "data that cannot be unpacked", "deflate", e);
        }
    }

    private void CheckEnd()
    {
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(_trailer);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_trailer.AsSpan(4));
        InvalidFile.RequireGzip(
            length == (uint)_length && checksum == _checksum, _path, _trailerOffset, "a trailer of other content",
            $"that of {_length} bytes with the checksum {_checksum:X8} (is the file cut off, or has something been appended?)");
    }
}
