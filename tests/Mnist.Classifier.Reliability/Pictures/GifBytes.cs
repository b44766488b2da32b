namespace Mnist.Classifier.Reliability;

/// <summary>GIF files of the longest runs that codes can stand for: 2,700 pixels for each byte.</summary>
internal static class GifBytes
{
    private const int FirstBits = 8;
    private const int Clear = 1 << FirstBits;
    private const int MostBits = 12;
    private const int MostCodes = 1 << MostBits;

    public static byte[] Write(int width, int height, bool isInterlaced = false)
    {
        using var stream = new MemoryStream();
        byte[] size = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        stream.Write([.. "GIF89a"u8, .. size, 0xF7, 0, 0]);
        stream.Write([.. Enumerable.Range(0, 3 * 256).Select(i => (byte)i)]);
        stream.Write([(byte)',', 0, 0, 0, 0, .. size, (byte)(isInterlaced ? 0x40 : 0), FirstBits]);
        foreach (var block in Pack((long)width * height).Chunk(byte.MaxValue))
        {
            stream.Write([(byte)block.Length, .. block]);
        }

        stream.Write([0, (byte)';']);
        return stream.ToArray();
    }

    // Each code is the one that it makes, a pixel longer than the one before. Then the longest, until decoders ask for a fresh start.
    private static List<byte> Pack(long pixels)
    {
        var packed = new List<byte>();
        var (buffer, buffered, bits) = (0, 0, FirstBits + 1);
        while (pixels > 0)
        {
            Add(Clear);
            bits = FirstBits + 1;
            Add(0);
            pixels--;
            for (int made = Clear + 2, codes = made, length = 2; codes < 2 * MostCodes - 2 && pixels > 0; codes++)
            {
                Add(Math.Min(made, MostCodes - 1));
                pixels -= length;
                if (made < MostCodes - 1)
                {
                    (made, length) = (made + 1, length + 1);
                }

                bits += made == 1 << bits && bits < MostBits ? 1 : 0;
            }
        }

        Add(Clear + 1);
        packed.Add((byte)buffer);
        return packed;

        void Add(int code)
        {
            buffer |= code << buffered;
            for (buffered += bits; buffered >= 8; buffered -= 8, buffer >>= 8)
            {
                packed.Add((byte)buffer);
            }
        }
    }
}
