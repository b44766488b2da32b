using Mnist.Digits.Pictures;

namespace Testing;

/// <summary>Writes a GIF of 256 greys, whose frames are pictures of one size.</summary>
internal static class GifFile
{
    public const int Clear = 256;
    public const int End = 257;

    private const int CodeBits = 9;
    private const int MostBits = 12;

    public static byte[] Write(params GreyPicture[] frames) => Write(
        frames[0].Width, frames[0].Height, [.. frames.Select(frame => (frame.Width, frame.Height, Codes(frame.Pixels)))]);

    /// <summary>Writes frames of codes of nine bits, whatever they are.</summary>
    public static byte[] Write(int width, int height, params (int Width, int Height, IReadOnlyList<int> Codes)[] frames)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GIF89a"u8);
        WriteSize(writer, width, height);
        writer.Write([0xF7, 0, 0]); // a table of 256 colours follows
        for (var grey = 0; grey < 256; grey++)
        {
            writer.Write([(byte)grey, (byte)grey, (byte)grey]);
        }

        foreach (var frame in frames)
        {
            writer.Write([(byte)',', 0, 0, 0, 0]);
            WriteSize(writer, frame.Width, frame.Height);
            writer.Write([0, CodeBits - 1]);
            WriteBlocks(writer, Pack(frame.Codes));
        }

        writer.Write((byte)';');
        return stream.ToArray();
    }

    private static void WriteSize(BinaryWriter writer, int width, int height)
    {
        writer.Write((ushort)width);
        writer.Write((ushort)height);
    }

    // One code for each pixel: valid, and no compression.
    private static List<int> Codes(ReadOnlySpan<byte> pixels)
    {
        var codes = new List<int>();
        for (var i = 0; i < pixels.Length; i++)
        {
            if (i % 200 == 0)
            {
                codes.Add(Clear);
            }

            codes.Add(pixels[i]);
        }

        codes.Add(End);
        return codes;
    }

    private static byte[] Pack(IReadOnlyList<int> codes)
    {
        var bits = new List<bool>();
        var (width, next) = (CodeBits, End);
        foreach (var code in codes)
        {
            bits.AddRange(Enumerable.Range(0, width).Select(bit => (code >> bit & 1) == 1));
            (width, next) = code == Clear ? (CodeBits, End) : (width, next + 1);
            width += next == 1 << width && width < MostBits ? 1 : 0;
        }

        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((isSet, bit) => isSet ? 1 << bit : 0).Sum())];
    }

    private static void WriteBlocks(BinaryWriter writer, byte[] bytes)
    {
        foreach (var block in bytes.Chunk(255))
        {
            writer.Write((byte)block.Length);
            writer.Write(block);
        }

        writer.Write((byte)0);
    }
}
