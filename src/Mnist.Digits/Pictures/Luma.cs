using System.Numerics;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Converts colours to grey, and composites transparent pixels on paper. Grey is the luma of ITU-R BT.601 or, if ink and paper
/// differ only in colour, the projection on their colour axis.
/// </summary>
internal static class Luma
{
    private const int Opaque = byte.MaxValue;
    private const int IndexCount = 256;
    private const int ColourLength = 4;

    /// <summary>Converts indices to grey in place.</summary>
    /// <param name="indices">An index for each pixel, which is overwritten.</param>
    /// <param name="colours">The palette of 256 RGBA colours.</param>
    public static byte[] ToGrey(byte[] indices, byte[] colours)
    {
        var samples = new byte[ColourAxis.SampleCount(indices.Length) * ColourLength];
        for (int at = 0, i = 0; at < samples.Length; at += ColourLength, i += ColourAxis.Step(indices.Length))
        {
            Colour(indices[i]).CopyTo(samples.AsSpan(at));
        }

        var counts = new long[IndexCount];
        foreach (var index in indices)
        {
            counts[index]++;
        }

        var axis = ColourAxis.Find(samples, ColourLength);
        byte[] greys = [.. Enumerable.Range(0, IndexCount).Select(i => Of(Colour(i), axis))];
        var paper = FindPaper(
            Enumerable.Range(0, IndexCount).Sum(i => counts[i] * Colour(i)[^1]),
            Enumerable.Range(0, IndexCount).Sum(i => counts[i] * Colour(i)[^1] * greys[i]));
        for (var i = 0; i < greys.Length; i++)
        {
            greys[i] = LayOn(paper, greys[i], Colour(i)[^1]);
        }

        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = greys[indices[i]];
        }

        return indices;

        ReadOnlySpan<byte> Colour(int index) => colours.AsSpan(index * ColourLength, ColourLength);
    }

    /// <summary>Returns the grey of one pixel, ignoring its alpha.</summary>
    /// <param name="pixel">The channels: grey or RGB, and perhaps alpha.</param>
    /// <param name="axis">The axis along which colours differ, or <see langword="null"/> for brightness.</param>
    public static byte Of(ReadOnlySpan<byte> pixel, Vector3? axis) => pixel.Length < 3 ? pixel[0]
        : axis.HasValue ? Along(axis.GetValueOrDefault(), pixel)
        : (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);

    /// <summary>
    /// Returns the grey of the paper behind transparent pixels: white behind dark ink, and black behind light ink.
    /// </summary>
    /// <param name="visible">The sum of alpha.</param>
    /// <param name="brightness">The sum of alpha times grey.</param>
    public static int FindPaper(long visible, long brightness) =>
        brightness <= visible * (byte.MaxValue / 2) ? byte.MaxValue : byte.MinValue;

    /// <summary>Composites a grey pixel on paper.</summary>
    public static byte LayOn(int paper, int grey, int alpha) =>
        (byte)(((grey * alpha) + (paper * (Opaque - alpha)) + (Opaque / 2)) / Opaque);

    // Negative components subtract from white, so that the result is always from 0 to 255.
    private static byte Along(Vector3 axis, ReadOnlySpan<byte> pixel) =>
        (byte)(0.5f + Share(axis.X, pixel[0]) + Share(axis.Y, pixel[1]) + Share(axis.Z, pixel[2]));

    private static float Share(float component, byte value) =>
        component >= 0 ? component * value : -component * (byte.MaxValue - value);
}
