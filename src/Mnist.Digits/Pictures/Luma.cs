using StbImageSharp;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Makes grey of colours: the luma of ITU-R BT.601, with transparent pixels taken for paper.
/// </summary>
internal static class Luma
{
    private const int Opaque = byte.MaxValue;

    /// <summary>Makes grey of decoded pixels.</summary>
    /// <param name="pixels">Row by row, <paramref name="components"/> bytes for each.</param>
    /// <param name="components">Grey, grey and alpha, RGB, or RGB and alpha; alpha not multiplied in.</param>
    public static byte[] ToGrey(byte[] pixels, ColorComponents components)
    {
        var channels = (int)components;
        if (channels == 1)
        {
            return pixels;
        }

        var grey = new byte[pixels.Length / channels];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = channels > 2 ? Grey(pixels, i * channels) : pixels[i * channels];
        }

        if (channels is 2 or 4)
        {
            LayOnPaper(grey, pixels, channels);
        }

        return grey;
    }

    // Dark ink on nothing is meant for white paper, and white ink on nothing for black: the paper is the one that the visible
    // pixels stand out from. Alpha is the last channel.
    private static void LayOnPaper(byte[] grey, byte[] pixels, int channels)
    {
        long visible = 0, brightness = 0;
        for (var i = 0; i < grey.Length; i++)
        {
            var alpha = pixels[(i * channels) + channels - 1];
            visible += alpha;
            brightness += alpha * grey[i];
        }

        var paper = brightness <= visible * (byte.MaxValue / 2) ? byte.MaxValue : byte.MinValue;
        for (var i = 0; i < grey.Length; i++)
        {
            var alpha = pixels[(i * channels) + channels - 1];
            grey[i] = (byte)(((grey[i] * alpha) + (paper * (Opaque - alpha)) + (Opaque / 2)) / Opaque);
        }
    }

    private static byte Grey(byte[] pixels, int offset) =>
        (byte)(((299 * pixels[offset]) + (587 * pixels[offset + 1]) + (114 * pixels[offset + 2]) + 500) / 1000);
}
