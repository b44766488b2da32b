using System.Buffers;
using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>The chunks of a PNG file that affect its pixels (ISO/IEC 15948, 11).</summary>
internal sealed class PngChunks
{
    private const int Overhead = 12;
    private const int ContentStart = 8;
    private const int HeaderLength = 13;
    private const int MostColours = 256;
    private const int Opaque = byte.MaxValue;

    // The bit of a chunk's name that marks it as ancillary.
    private const int Optional = 0x20;

    private readonly ArrayBufferWriter<byte> _packed = new();
    private readonly PngHeader _header;

    private PngChunks(PngHeader header)
    {
        _header = header;
        for (var i = 3; i < Colours.Length; i += 4)
        {
            Colours[i] = Opaque;
        }
    }

    /// <summary>Gets the palette of RGBA colours. Colours that the file does not define are black.</summary>
    public byte[] Colours { get; } = new byte[MostColours * 4];

    /// <summary>Gets the transparent colour, or <see langword="null"/> if there is none.</summary>
    public ushort[]? Transparent { get; private set; }

    /// <summary>Gets the compressed pixels of all chunks.</summary>
    public ReadOnlyMemory<byte> Packed => _packed.WrittenMemory;

    private bool HasColours { get; set; }

    /// <summary>Reads the chunks, and returns what is wrong with them.</summary>
    public static PictureFault Read(byte[] file, PngHeader header, out PngChunks chunks)
    {
        chunks = new PngChunks(header);
        for (var at = PngHeader.SignatureLength; at + Overhead <= file.Length;)
        {
            var chunk = file.AsSpan(at);
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length > chunk.Length - Overhead)
            {
                break;
            }

            var name = chunk[4..ContentStart];
            var content = chunk.Slice(ContentStart, (int)length);
            if (name.SequenceEqual("IEND"u8))
            {
                return chunks.HasColours || !header.HasIndices ? PictureFault.None : PictureFault.Damaged;
            }

            if (!chunks.Take(name, content, isFirst: at == PngHeader.SignatureLength))
            {
                return PictureFault.Damaged;
            }

            at += Overhead + (int)length;
        }

        return PictureFault.CutOff;
    }

    private bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, bool isFirst)
    {
        if (name.SequenceEqual("IDAT"u8))
        {
            _packed.Write(content);
            return true;
        }

        return name.SequenceEqual("IHDR"u8) ? isFirst && content.Length == HeaderLength
            : name.SequenceEqual("PLTE"u8) ? TakeColours(content)
            : name.SequenceEqual("tRNS"u8) ? TakeTransparent(content)
            : (name[0] & Optional) != 0;
    }

    private bool TakeColours(ReadOnlySpan<byte> content)
    {
        if (content.Length % 3 != 0 || content.Length > MostColours * 3)
        {
            return false;
        }

        for (var i = 0; i < content.Length / 3; i++)
        {
            content.Slice(3 * i, 3).CopyTo(Colours.AsSpan(4 * i));
        }

        HasColours = content.Length > 0;
        return true;
    }

    private bool TakeTransparent(ReadOnlySpan<byte> content)
    {
        if (_header.HasIndices)
        {
            for (var i = 0; i < Math.Min(content.Length, MostColours); i++)
            {
                Colours[(4 * i) + 3] = content[i];
            }

            return content.Length <= MostColours;
        }

        if (_header.HasAlpha || content.Length != 2 * _header.Samples)
        {
            return false;
        }

        Transparent = new ushort[_header.Samples];
        for (var i = 0; i < Transparent.Length; i++)
        {
            Transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(content[(2 * i)..]);
        }

        return true;
    }
}
