using System.Numerics;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Makes grey of colours as they are decoded, so that a picture takes a byte for each pixel, and another where something is
/// transparent. How colours become grey depends on all of them, so it is known only behind the last: where
/// <see cref="FindAxis"/> finds an axis then, which is seldom, they have to be brought once more.
/// </summary>
/// <param name="count">The number of pixels.</param>
/// <param name="channels">1 for grey, 2 for grey and alpha, 3 for RGB, 4 for RGB and alpha; alpha not multiplied in.</param>
/// <param name="axis">The direction in which colours differ, or null for brightness.</param>
internal sealed class GreyCanvas(int count, int channels, Vector3? axis = null)
{
    private readonly byte[] _greys = new byte[count];
    private readonly int _step = ColourAxis.Step(count);
    private readonly byte[] _samples = channels > 2 ? new byte[ColourAxis.SampleCount(count) * channels] : [];
    private byte[]? _transparencies;
    private long _visible;
    private long _brightness;

    private byte[] Transparencies => _transparencies ??= new byte[count];

    /// <summary>Makes grey of pixels that are there already.</summary>
    /// <param name="pixels">Row by row, <paramref name="channels"/> bytes for each.</param>
    /// <param name="channels">As in the constructor.</param>
    public static byte[] ToGrey(byte[] pixels, int channels)
    {
        if (channels == 1)
        {
            return pixels;
        }

        var canvas = new GreyCanvas(pixels.Length / channels, channels);
        canvas.Add(pixels, 0);
        if (canvas.FindAxis() is { } axis)
        {
            canvas = new GreyCanvas(pixels.Length / channels, channels, axis);
            canvas.Add(pixels, 0);
        }

        return canvas.LayOnPaper();
    }

    /// <summary>Adds pixels.</summary>
    /// <param name="pixels">The bytes of each.</param>
    /// <param name="first">The number of the first pixel, counted row by row.</param>
    /// <param name="across">How far apart they are.</param>
    public void Add(ReadOnlySpan<byte> pixels, int first, int across = 1)
    {
        if (channels == 1 && across == 1)
        {
            pixels.CopyTo(_greys.AsSpan(first));
            return;
        }

        var (length, direction, greys) = (channels, axis, _greys);
        for (int at = 0, place = first; at < pixels.Length; at += length, place += across)
        {
            greys[place] = Luma.Of(pixels.Slice(at, length), direction);
        }

        if (channels is 2 or 4)
        {
            AddAlphas(pixels, first, across);
        }

        if (channels > 2)
        {
            Sample(pixels, first, across);
        }
    }

    /// <summary>Returns the axis that the colours have, where it is another than they were made grey by.</summary>
    public Vector3? FindAxis() => axis is null && channels > 2 ? ColourAxis.Find(_samples, channels) : null;

    /// <summary>Returns the grey of all pixels, with what is transparent laid on paper. The canvas is used up.</summary>
    public byte[] LayOnPaper()
    {
        var paper = Luma.FindPaper(_visible, _brightness);
        for (var i = 0; i < _transparencies?.Length; i++)
        {
            _greys[i] = Luma.LayOn(paper, _greys[i], byte.MaxValue - _transparencies[i]);
        }

        return _greys;
    }

    private void AddAlphas(ReadOnlySpan<byte> pixels, int first, int across)
    {
        var (length, visible, brightness) = (channels, 0L, 0L);
        for (int at = length - 1, place = first; at < pixels.Length; at += length, place += across)
        {
            var alpha = pixels[at];
            visible += alpha;
            brightness += alpha * _greys[place];
            if (alpha < byte.MaxValue)
            {
                Transparencies[place] = (byte)(byte.MaxValue - alpha);
            }
        }

        _visible += visible;
        _brightness += brightness;
    }

    // Those whose number is a multiple of the step.
    private void Sample(ReadOnlySpan<byte> pixels, int first, int across)
    {
        var (place, distance) = across > 1 ? (first, across) : ((first + _step - 1) / _step * _step, _step);
        for (; (place - first) / across < pixels.Length / channels; place += distance)
        {
            if (place % _step == 0)
            {
                pixels.Slice((place - first) / across * channels, channels).CopyTo(_samples.AsSpan(place / _step * channels));
            }
        }
    }
}
