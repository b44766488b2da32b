using DenseNetworks.ML.Training;
using Mnist.Classifier;
using Testing;

namespace Mnist.Web.Tests.Support;

/// <summary>Pictures and pixels to send.</summary>
internal static class Pictures
{
    public const int Side = 28;

    private const int Zoom = 6;
    private const int Margin = 40;

    /// <summary>Gets digits that a program drew.</summary>
    public static LabeledImages Digits { get; } = MnistDataset.Generate(trainCount: 100, testCount: 100, seed: 5).Test;

    /// <summary>Gets a plain 1.</summary>
    public static byte[] One { get; } =
        [.. Enumerable.Range(0, Side * Side).Select(i => (byte)((i / Side) is >= 4 and < 24 && (i % Side) is 13 or 14 ? 255 : 0))];

    /// <summary>Gets two digits beside each other.</summary>
    public static byte[] Two => Row(One, One);

    /// <summary>Gets a picture of a few pixels that are not all alike.</summary>
    public static byte[] Tiny { get; } = Grey(3, 3, [255, 255, 255, 255, 254, 255, 255, 255, 255]);

    /// <summary>Gets a plain 1 of more pixels than the server reads.</summary>
    public static byte[] Large
    {
        get
        {
            const int zoom = 80;
            const int side = Side * zoom;
            return Grey(side, side, [.. Enumerable.Range(0, side * side).Select(i =>
                (byte)(255 - One[(i / side / zoom * Side) + (i % side / zoom)]))]);
        }
    }

    /// <summary>Gets a sheet of blank paper.</summary>
    public static byte[] Blank { get; } = Grey(64, 64, Enumerable.Repeat((byte)250, 64 * 64).ToArray());

    /// <summary>Writes pixels as they are written on paper: larger, and dark on light.</summary>
    public static byte[] Png(ReadOnlySpan<byte> pixels) => Row(pixels.ToArray());

    /// <summary>Writes digits beside each other.</summary>
    public static byte[] Row(params byte[][] digits)
    {
        const int side = (Side * Zoom) + (2 * Margin);
        var width = side * digits.Length;
        var grey = Enumerable.Repeat((byte)255, width * side).ToArray();
        foreach (var (place, pixels) in digits.Index())
        {
            for (var i = 0; i < Side * Zoom * Side * Zoom; i++)
            {
                var (row, column) = (i / (Side * Zoom), i % (Side * Zoom));
                grey[((row + Margin) * width) + (place * side) + column + Margin] =
                    (byte)(255 - pixels[(row / Zoom * Side) + (column / Zoom)]);
            }
        }

        return Grey(width, side, grey);
    }

    /// <summary>Writes a picture of that many bytes or more, which does not get smaller by packing.</summary>
    public static byte[] Noise(int bytes)
    {
        var side = (int)Math.Ceiling(Math.Sqrt(bytes));
        var grey = new byte[side * side];
        new Random(1).NextBytes(grey);
        return Grey(side, side, grey);
    }

    /// <summary>Writes a blank page of so many pixels a side.</summary>
    public static byte[] Page(int side) => Grey(side, side, Enumerable.Repeat(byte.MaxValue, side * side).ToArray());

    public static byte[] Grey(int width, int height, byte[] grey) => PngFile.Write(width, height, 8, PngFile.Grey, grey);
}
