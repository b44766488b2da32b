using System.Drawing;
using Mnist.Digits;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>The greys of a page, all digits of which are read: its width and height in a byte each, and pixels.</summary>
internal sealed class PagesTarget : FuzzTarget
{
    private const int HeaderLength = 2;

    // Pieces of ink are enlarged before they are read, one after the other.
    private const long MostBytes = 8L << 30;

    private readonly DigitReader _reader = DigitReader.LoadPretrained();
    private string? _complaint;

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        [0], [0xFF], [.. Enumerable.Repeat((byte)0, 40)], [.. Enumerable.Repeat((byte)0xFF, 40)], [0, 0xFF, 0, 0xFF, 0, 0xFF], [0x80, 0x7F, 0x80],
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Draw(120, 40, (column, row) => column % 20 is > 8 and < 12 && row is > 8 and < 32); // ones
        yield return Draw(120, 60, (column, row) => column % 24 < 2 || row % 24 < 2 || (column % 24 is > 10 and < 14 && row is > 28 and < 44)); // in boxes
        yield return Draw(160, 90, (column, row) => ((column * 7919) ^ (row * 104729)) % 11 < 4); // noise
        yield return Draw(200, 50, (column, row) => column % 4 < 2 && row % 4 < 2); // specks
        yield return Draw(90, 90, (column, row) => Math.Abs(column - row) < 4); // a slash
        yield return Draw(1, 1, (_, _) => true);
        yield return Draw(255, 3, (column, row) => row == 1 && column % 5 < 3);
        yield return Draw(3, 255, (column, row) => column == 1 && row % 9 < 6);
    }

    public override void Read(byte[] input)
    {
        _complaint = null;
        if (input.Length < HeaderLength + 1)
        {
            return;
        }

        var (width, height) = (Math.Max(input[0], (byte)1), Math.Max(input[1], (byte)1));
        var grey = new byte[width * height];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = input[HeaderLength + (i % (input.Length - HeaderLength))];
        }

        var found = _reader.ReadAll(grey, height, width);
        var page = new Rectangle(0, 0, width, height);
        _complaint = found.Any(digit => digit.Bounds.Width < 1 || digit.Bounds.Height < 1 || !page.Contains(digit.Bounds)) ? "a digit is off the page"
            : found.Where((digit, index) => index > 0 && digit.Row < found[index - 1].Row).Any() ? "rows are not in order"
            : found.Any(digit => float.IsNaN(digit.Prediction.Confidence)) ? "a confidence is no number"
            : null;
    }

    public override int Slowness => 50;

    public override long AllowedBytes(byte[] input) => MostBytes;

    public override string? Complain() => _complaint;

    private static byte[] Draw(byte width, byte height, Func<int, int, bool> isInk)
    {
        var input = new byte[HeaderLength + (width * height)];
        (input[0], input[1]) = (width, height);
        for (var i = 0; i < width * height; i++)
        {
            input[HeaderLength + i] = isInk(i % width, i / width) ? (byte)20 : (byte)240;
        }

        return input;
    }
}
