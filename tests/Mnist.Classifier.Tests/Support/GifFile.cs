using Mnist.Classifier.Pictures;

namespace Mnist.Classifier.Tests.Support;

/// <summary>Writes a GIF of 256 greys, whose frames are pictures of one size.</summary>
internal static class GifFile
{
    private const int CodeBits = 9;
    private const int Clear = 256;
    private const int End = 257;

    public static byte[] Write(params GreyPicture[] frames)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GIF89a"u8);
        WriteSize(writer, frames[0]);
        writer.Write([0xF7, 0, 0]); // a table of 256 colours follows
        for (var grey = 0; grey < 256; grey++)
        {
            writer.Write([(byte)grey, (byte)grey, (byte)grey]);
        }

        foreach (var frame in frames)
        {
            writer.Write([(byte)',', 0, 0, 0, 0]);
            WriteSize(writer, frame);
            writer.Write([0, CodeBits - 1]);
            WriteBlocks(writer, Pack(frame.Pixels));
        }

        writer.Write((byte)';');
        return stream.ToArray();
    }

    private static void WriteSize(BinaryWriter writer, GreyPicture picture)
    {
        writer.Write((ushort)picture.Width);
        writer.Write((ushort)picture.Height);
    }

    // One code for each pixel, cleared so often that codes never grow: valid, and no compression.
    private static byte[] Pack(ReadOnlySpan<byte> pixels)
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
        var bytes = new byte[((codes.Count * CodeBits) + 7) / 8];
        for (var bit = 0; bit < codes.Count * CodeBits; bit++)
        {
            bytes[bit / 8] |= (byte)(((codes[bit / CodeBits] >> (bit % CodeBits)) & 1) << (bit % 8));
        }

        return bytes;
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
