using DenseNetworks.IO;
using System.Drawing;
using Mnist.Digits;
using StbImageWriteSharp;

namespace Mnist.Cli.Output;

/// <summary>Draws boxes and digits over a picture: green for certain digits, red for uncertain ones.</summary>
internal sealed class AnnotatedPicture
{
    private const int Channels = 3;

    // The thickness of lines, as a fraction of the longest side.
    private const float LineShare = 1 / 600f;

    // Digits and a question mark of 3 by 5 pixels, row by row from the top left.
    private const int GlyphWidth = 3;
    private const int GlyphHeight = 5;
    private const int QuestionMark = 10;
    private static readonly string[] Glyphs =
    [
        "### #.# #.# #.# ###", ".#. ##. .#. .#. ###", "### ..# ### #.. ###", "### ..# .## ..# ###", "#.# #.# ### ..# ..#",
        "### #.. ### ..# ###", "### #.. ### #.# ###", "### ..# .#. .#. .#.", "### #.# ### #.# ###", "### #.# ### ..# ###",
        "### ..# .## ... .#.",
    ];

    private readonly byte[] _pixels;
    private readonly Size _size;

    private AnnotatedPicture(DigitsInPicture found)
    {
        _size = found.PictureSize;
        _pixels = new byte[found.Grey.Length * Channels];
        for (var i = 0; i < found.Grey.Length; i++)
        {
            _pixels.AsSpan(Channels * i, Channels).Fill(found.Grey.Span[i]);
        }
    }

    /// <summary>Writes a PNG file of the picture, upright, in grey, with a box around each digit.</summary>
    public static void Write(string path, DigitsInPicture found)
    {
        var picture = new AnnotatedPicture(found);
        foreach (var digit in found)
        {
            picture.Draw(digit);
        }

        AtomicFile.Write(path, stream =>
            new ImageWriter()
                .WritePng(picture._pixels, picture._size.Width, picture._size.Height, ColorComponents.RedGreenBlue, stream));
    }

    private void Draw(FoundDigit digit)
    {
        var color = digit.Prediction.IsDigit ? Color.Green : Color.Red;
        var line = Math.Max(1, (int)(LineShare * Math.Max(_size.Width, _size.Height)));
        var box = Rectangle.Inflate(digit.Bounds, 2 * line, 2 * line);
        Fill(box with { Height = line }, color);
        Fill(box with { Y = box.Bottom - line, Height = line }, color);
        Fill(box with { Width = line }, color);
        Fill(box with { X = box.Right - line, Width = line }, color);

        // Above the box, or below it if there is no room.
        var dot = Math.Max(line, digit.Bounds.Height / (3 * GlyphHeight));
        var height = (GlyphHeight + 1) * dot;
        var top = box.Top >= height ? box.Top - height : box.Bottom + dot;
        var glyph = Glyphs[digit.Prediction.IsDigit ? digit.Prediction.Digit : QuestionMark].Split(' ');
        for (var i = 0; i < GlyphWidth * GlyphHeight; i++)
        {
            if (glyph[i / GlyphWidth][i % GlyphWidth] == '#')
            {
                Fill(new Rectangle(box.Left + (i % GlyphWidth * dot), top + (i / GlyphWidth * dot), dot, dot), color);
            }
        }
    }

    private void Fill(Rectangle area, Color color)
    {
        area.Intersect(new Rectangle(Point.Empty, _size));
        for (var row = area.Top; row < area.Bottom; row++)
        {
            for (var column = area.Left; column < area.Right; column++)
            {
                var at = Channels * ((row * _size.Width) + column);
                (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (color.R, color.G, color.B);
            }
        }
    }
}
