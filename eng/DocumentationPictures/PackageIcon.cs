using Mnist.Classifier.Tests.Support.Photographs;
using StbImageWriteSharp;
using Testing;

namespace DocumentationPictures;

/// <summary>Draws the icon of the package: a digit of large pixels on a tile, which also stands out when it is small.</summary>
internal static class PackageIcon
{
    private const int Side = 128;
    private const int Cell = Side / 8;
    private const double Radius = 24;

    // White on a blue that differs from light pages and from dark ones.
    private static readonly byte[] Tile = [0x25, 0x5f, 0xe0];
    private static readonly byte[] Ink = [0xff, 0xff, 0xff];

    // Strokes have paler pixels at their edges, as in MNIST's images.
    private static readonly string[] Digit =
    [
        "        ",
        " ###### ",
        " ++++## ",
        "    +#+ ",
        "    ##  ",
        "   +#+  ",
        "   ##.  ",
        "        ",
    ];

    /// <summary>Writes a PNG file with transparent corners.</summary>
    public static void Write(string path)
    {
        var picture = new byte[Side * Side * 4];
        for (var i = 0; i < Side * Side; i++)
        {
            var (x, y) = (i % Side, i / Side);
            var strength = StrengthOf(Digit[y / Cell][x / Cell]);
            for (var channel = 0; channel < 3; channel++)
            {
                picture[(4 * i) + channel] = (byte)Math.Round(double.Lerp(Tile[channel], Ink[channel], strength));
            }

            picture[(4 * i) + 3] = (byte)Math.Round(byte.MaxValue * Coverage(x, y));
        }

        File.WriteAllBytes(path, PictureEncoder.Png(picture, Side, ColorComponents.RedGreenBlueAlpha));
    }

    private static double StrengthOf(char mark) => mark switch
    {
        '#' => 1,
        '+' => 0.6,
        '.' => 0.3,
        _ => 0,
    };

    /// <summary>Returns the coverage of a pixel by the rounded tile, 0 to 1.</summary>
    private static double Coverage(int x, int y)
    {
        const double nearest = Radius;
        const double farthest = Side - Radius;
        var across = x + 0.5 - Math.Clamp(x + 0.5, nearest, farthest);
        var down = y + 0.5 - Math.Clamp(y + 0.5, nearest, farthest);
        return Math.Clamp(Radius + 0.5 - Math.Sqrt((across * across) + (down * down)), 0, 1);
    }
}
