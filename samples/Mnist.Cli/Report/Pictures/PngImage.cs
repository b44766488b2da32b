using StbImageWriteSharp;

namespace Mnist.Cli.Report.Pictures;

/// <summary>Creates pictures as data URIs.</summary>
internal static class PngImage
{
    /// <summary>Creates a picture of ink on white paper.</summary>
    /// <param name="ink">The pixels, row by row, 0 for paper to 255 for ink.</param>
    /// <param name="width">The number of pixels in a row.</param>
    /// <returns>A data URI.</returns>
    public static string OfInk(ReadOnlySpan<byte> ink, int width)
    {
        var grey = new byte[ink.Length];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(byte.MaxValue - ink[i]);
        }

        return Encode(grey, width, grey.Length / width, ColorComponents.Grey);
    }

    /// <summary>Creates a picture in colours.</summary>
    /// <param name="pixels">Red, green, blue and opacity of each pixel, row by row.</param>
    /// <param name="width">The number of pixels in a row.</param>
    /// <returns>A data URI.</returns>
    public static string OfColors(byte[] pixels, int width) =>
        Encode(pixels, width, pixels.Length / width / 4, ColorComponents.RedGreenBlueAlpha);

    private static string Encode(byte[] pixels, int width, int height, ColorComponents components)
    {
        using var png = new MemoryStream();
        new ImageWriter().WritePng(pixels, width, height, components, png);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length);
    }
}
