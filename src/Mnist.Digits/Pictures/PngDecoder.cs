using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Decodes PNG files row by row (ISO/IEC 15948), so that a picture of any bit depth takes one byte per pixel, and another if it
/// has transparency. 16-bit samples are truncated to their upper 8 bits.
/// </summary>
internal sealed class PngDecoder
{
    // Some encoders write surplus data after the last row.
    private const int MostSurplus = 1 << 16;

    // The maximum compression ratio of zlib (https://zlib.net/zlib_tech.html).
    private const long MostUnpackedPerByte = 1032;

    private readonly PngHeader _header;
    private readonly PngChunks _chunks;
    private readonly PictureFault _fault;

    private PngDecoder(byte[] file, PngHeader header)
    {
        _header = header;
        _fault = PngChunks.Read(file, header, out _chunks);
    }

    private int Scale => _header.HasIndices ? 1 : byte.MaxValue / ((1 << _header.Depth) - 1);

    private int Channels => _header.Samples + (_chunks.Transparent is null ? 0 : 1);

    /// <summary>Validates everything that can be validated before memory is allocated for pixels.</summary>
    public static PictureFault Check(byte[] file) => PngHeader.Read(file) is { IsValid: true } header
        ? new PngDecoder(file, header).Check(file.Length)
        : PictureFault.Rare;

    /// <summary>Decodes a file that passed <see cref="Check(byte[])"/>, or returns what is wrong with its pixels.</summary>
    public static PictureFault Decode(byte[] file, out GreyPicture? picture)
    {
        var header = PngHeader.Read(file)!.Value;
        try
        {
            var fault = new PngDecoder(file, header).Decode(out var greys);
            picture = greys is null ? null : new GreyPicture((int)header.Size.Width, (int)header.Size.Height, greys);
            return fault;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            picture = null; // IOException: the data requires a preset dictionary
            return PictureFault.Damaged;
        }
    }

    private PictureFault Check(int fileLength)
    {
        var unpacked = _header.Passes.Sum(pass => pass.Length(_header));
        var planes = _header.HasAlpha || _chunks.Transparent is not null ? 2 : 1;
        var rows = (3 * _header.Passes.Max(pass => pass.RowLength(_header))) + (_header.Size.Width * Channels);
        return _fault is not PictureFault.None ? _fault
            : unpacked > _chunks.Packed.Length * MostUnpackedPerByte ? PictureFault.CutOff
            : PictureCost.Check(Math.Max(unpacked, (planes * _header.Size.PixelCount) + rows), fileLength);
    }

    private PictureFault Decode(out byte[]? greys)
    {
        greys = null;
        var canvas = new GreyCanvas((int)_header.Size.PixelCount, Channels);
        var fault = Read(canvas);
        if (fault is PictureFault.None && !_header.HasIndices && canvas.FindAxis() is { } axis)
        {
            canvas = new GreyCanvas((int)_header.Size.PixelCount, Channels, axis);
            fault = Read(canvas);
        }

        if (fault is PictureFault.None)
        {
            greys = canvas.LayOnPaper();
            greys = _header.HasIndices ? Luma.ToGrey(greys, _chunks.Colours) : greys;
        }

        return fault;
    }

    private PictureFault Read(GreyCanvas canvas)
    {
        using var rows = new PngRows(
            _chunks.Packed, (int)_header.Passes.Max(pass => pass.RowLength(_header)), _header.BitsPerPixel);
        var samples = new byte[_header.Size.Width * Channels];
        foreach (var pass in _header.Passes.Where(pass => pass.Length(_header) > 0))
        {
            rows.Begin((int)pass.RowLength(_header));
            var length = (int)pass.Columns(_header.Size) * Channels;
            for (var row = pass.Top; row < _header.Size.Height; row += pass.Down)
            {
                if (rows.Read() is not PictureFault.None and var fault)
                {
                    return fault;
                }

                canvas.Add(
                    Unpack(rows.Row, samples.AsSpan(0, length)), (int)((row * _header.Size.Width) + pass.Left), pass.Across);
            }
        }

        return rows.CountRest(MostSurplus) > MostSurplus ? PictureFault.Disproportionate : PictureFault.None;
    }

    /// <summary>Converts the samples of a row to 8 bits, except for indices, and adds alpha for a transparent colour.</summary>
    private ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> row, Span<byte> samples)
    {
        if (_chunks.Transparent is { } transparent)
        {
            Unpack(row, transparent, samples);
            return samples;
        }

        var (depth, largest, scale) = (_header.Depth, (1 << _header.Depth) - 1, Scale);
        switch (depth)
        {
            case 8:
                return row;
            case 16:
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = row[2 * i];
                }

                return samples;
            default:
                for (int i = 0, bit = 0; i < samples.Length; i++, bit += depth)
                {
                    samples[i] = (byte)(((row[bit >> 3] >> (8 - depth - (bit & 7))) & largest) * scale);
                }

                return samples;
        }
    }

    private void Unpack(ReadOnlySpan<byte> row, ushort[] transparent, Span<byte> samples)
    {
        var depth = _header.Depth;
        for (int i = 0, at = 0; at < samples.Length;)
        {
            var isTransparent = true;
            foreach (var one in transparent)
            {
                var sample = depth == 16 ? BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..])
                    : (row[i * depth / 8] >> (8 - depth - (i * depth % 8))) & ((1 << depth) - 1);
                isTransparent &= sample == one;
                samples[at++] = (byte)(depth == 16 ? sample >> 8 : sample * Scale);
                i++;
            }

            samples[at++] = isTransparent ? byte.MinValue : byte.MaxValue;
        }
    }
}
