using Mnist.Digits.Pictures;

namespace Testing;

/// <summary>Writes PBM, PGM and PPM files.</summary>
internal static class NetpbmFile
{
    public static byte[] Pgm(GreyPicture picture) =>
        Write($"P5\n# grey\n{picture.Width} {picture.Height}\n255\n", picture.Pixels);

    public static byte[] PlainPgm(GreyPicture picture) =>
        Write($"P2 {picture.Width} {picture.Height} 255\n{string.Join('\n', picture.Pixels.ToArray())}\n");

    /// <summary>Writes a header, or a whole plain file, and then samples.</summary>
    public static byte[] Write(string header, params ReadOnlySpan<byte> samples) =>
        [.. System.Text.Encoding.Latin1.GetBytes(header), .. samples];
}
