using System.Numerics;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Converts pixels to grey as they are decoded, so that a picture takes one byte per pixel, and another if any pixel is
/// transparent. The best conversion depends on all pixels and is known only after the last: if <see cref="FindAxis"/> then
/// returns an axis, which is rare, the picture must be decoded again.
/// </summary>
/// <param name="count">The number of pixels.</param>
/// <param name="channels">1 for grey, 2 for grey and alpha, 3 for RGB, 4 for RGBA; alpha is not premultiplied.</param>
/// <param name="axis">The axis along which colours differ, or <see langword="null"/> for brightness.</param>
internal sealed class GreyCanvas(int count, int channels, Vector3? axis = null)
{
    private readonly byte[] _greys = new byte[count];
    private readonly int _step = ColourAxis.Step(count);
    private readonly byte[] _samples = channels > 2 ? new byte[ColourAxis.SampleCount(count) * channels] : [];
    private byte[]? _transparencies;
    private long _visible;
    private long _brightness;

    private byte[] Transparencies => _transparencies ??= new byte[count];

    /// <summary>Converts decoded pixels to grey.</summary>
    /// <param name="pixels">The pixels, row by row, with <paramref name="channels"/> bytes each.</param>
    /// <param name="channels">The number of channels, as in the constructor.</param>
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

    /// <param name="pixels">The pixels to add.</param>
    /// <param name="first">The index of the first pixel, row by row.</param>
    /// <param name="across">The distance between pixels, which is more than 1 in an interlaced picture.</param>
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

    /// <summary>Returns the colour axis, or <see langword="null"/> if the conversion to grey is final.</summary>
    public Vector3? FindAxis() => axis is null && channels > 2 ? ColourAxis.Find(_samples, channels) : null;

    /// <summary>Returns the grey pixels, composited on paper. The canvas must not be used afterwards.</summary>
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

    // Keeps the pixels whose index is a multiple of the step.
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
