using System.Numerics;
using StbImageSharp;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Makes grey of colours, with transparent pixels taken for paper: the luma of ITU-R BT.601, or where ink and paper differ in
/// colour alone, how far each pixel is along that difference.
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
        var axis = channels > 2 ? ColourAxis.Find(pixels, channels) : null;
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = channels <= 2 ? pixels[i * channels]
                : axis is { } found ? Along(found, pixels, i * channels)
                : Grey(pixels, i * channels);
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

    // Components below 0 take away from white, so that the result is 0 to 255 whatever the colour.
    private static byte Along(Vector3 axis, byte[] pixels, int offset) => (byte)(
        0.5f + Share(axis.X, pixels[offset]) + Share(axis.Y, pixels[offset + 1]) + Share(axis.Z, pixels[offset + 2]));

    private static float Share(float component, byte value) => component >= 0 ? component * value : -component * (byte.MaxValue - value);

    private static byte Grey(byte[] pixels, int offset) =>
        (byte)(((299 * pixels[offset]) + (587 * pixels[offset + 1]) + (114 * pixels[offset + 2]) + 500) / 1000);
}
