namespace Mnist.Digits.Pictures;

/// <summary>
/// Decodes PBM, PGM and PPM files, binary or plain (Netpbm, https://netpbm.sourceforge.net/doc/pnm.html), which StbImageSharp
/// does not support. Only the first picture in a file is read.
/// </summary>
internal static class NetpbmDecoder
{
    private const int BitsPerByte = 8;

    public static PictureSize? ReadSize(ReadOnlySpan<byte> file) => NetpbmHeader.Read(file)?.Size;

    public static PictureFault Check(ReadOnlySpan<byte> file, PictureSize size)
    {
        var header = NetpbmHeader.Read(file)!.Value;
        if (header.Largest is < 1 or > ushort.MaxValue)
        {
            return PictureFault.Damaged;
        }

        var samples = file[header.Length..];
        return header.IsPlain ? CheckPlain(samples, header)
            : samples.Length >= RowLength(header) * size.Height ? PictureFault.None
            : PictureFault.CutOff;
    }

    /// <summary>Decodes a file that passed <see cref="Check"/>.</summary>
    public static PictureFault Decode(ReadOnlySpan<byte> file, out GreyPicture? picture)
    {
        var header = NetpbmHeader.Read(file)!.Value;
        var (width, height) = ((int)header.Size.Width, (int)header.Size.Height);
        var canvas = new GreyCanvas(width * height, header.Channels);
        Add(file, header, canvas);
        if (canvas.FindAxis() is { } axis)
        {
            canvas = new GreyCanvas(width * height, header.Channels, axis);
            Add(file, header, canvas);
        }

        picture = new GreyPicture(width, height, canvas.LayOnPaper());
        return PictureFault.None;
    }

    private static void Add(ReadOnlySpan<byte> file, NetpbmHeader header, GreyCanvas canvas)
    {
        var (width, height) = ((int)header.Size.Width, (int)header.Size.Height);
        var words = new NetpbmWords(file, header.Length);
        var rowLength = header.IsPlain ? 0 : (int)RowLength(header);
        var samples = new byte[width * header.Channels];
        for (var row = 0; row < height; row++)
        {
            if (header.IsPlain)
            {
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = Scale(ReadPlain(ref words, header)!.Value, header);
                }
            }
            else
            {
                Unpack(file.Slice(header.Length + (row * rowLength), rowLength), header, samples);
            }

            canvas.Add(samples, row * width);
        }
    }

    private static PictureFault CheckPlain(ReadOnlySpan<byte> samples, NetpbmHeader header)
    {
        var words = new NetpbmWords(samples, 0);
        for (var left = header.Size.PixelCount * header.Channels; left > 0; left--)
        {
            if (ReadPlain(ref words, header) is null)
            {
                return words.IsAtEnd ? PictureFault.CutOff : PictureFault.Damaged;
            }
        }

        return PictureFault.None;
    }

    private static int? ReadPlain(ref NetpbmWords words, NetpbmHeader header) =>
        header.IsBits ? words.ReadBit() : words.ReadNumber();

    /// <summary>Returns the number of bytes in a binary row.</summary>
    private static long RowLength(NetpbmHeader header) => header.IsBits
        ? (header.Size.Width + BitsPerByte - 1) / BitsPerByte
        : header.Size.Width * header.Channels * (header.IsWide ? 2 : 1);

    private static void Unpack(ReadOnlySpan<byte> row, NetpbmHeader header, Span<byte> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = header.IsBits ? (row[i / BitsPerByte] >> (BitsPerByte - 1 - (i % BitsPerByte))) & 1
                : header.IsWide ? (row[2 * i] << BitsPerByte) | row[(2 * i) + 1]
                : row[i];
            samples[i] = Scale(sample, header);
        }
    }

    // In a bitmap, 1 is black. Samples above the largest are invalid, and are clamped to it.
    private static byte Scale(int sample, NetpbmHeader header)
    {
        var largest = header.Largest;
        var scaled = ((Math.Min(sample, largest) * byte.MaxValue) + (largest / 2)) / largest;
        return (byte)(header.IsBits ? byte.MaxValue - scaled : scaled);
    }
}
