using System.Globalization;
using System.Text;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>What the first line of a table tells: how many columns there are, and whether it names them.</summary>
/// <param name="IsHeader">Whether it has names.</param>
/// <param name="PixelCount">The number of columns after the label.</param>
internal sealed record TableFirstLine(bool IsHeader, int PixelCount)
{
    public const char Separator = ',';

    // Enough for the names of a million columns, and no more memory for a file of another kind without any line breaks.
    private const int MaxLength = 1 << 24;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">There is no line, or it has no columns.</exception>
    public static TableFirstLine Read(string path)
    {
        var line = ReadLine(path);
        var fields = line.Split(Separator);
        if (fields.Length < 2)
        {
            throw new InvalidDataException(
                $"'{path}': the first line has no comma. Each line must have a label and then the pixels, as in '7,0,0,255'.");
        }

        var isNumber = double.TryParse(fields[0].Trim('"', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return new TableFirstLine(!isNumber, fields.Length - 1);
    }

    /// <summary>Finds the size of the images as it is stored.</summary>
    /// <exception cref="InvalidDataException">The number of columns does not fit the size asked for.</exception>
    public ImageSize FindSize(string path, ImageSetFormat format)
    {
        var asked = format switch
        {
            { Height: { } height, Width: { } width } => ((long)height, (long)width),
            { Height: { } height } => (height, PixelCount / height),
            { Width: { } width } => (PixelCount / width, width),
            _ => ((long)Math.Sqrt(PixelCount), (long)Math.Sqrt(PixelCount)),
        };
        if (asked.Item1 * asked.Item2 != PixelCount)
        {
            throw new InvalidDataException(
                $"'{path}': {PixelCount} pixels follow the label, which are not {DescribeAsked(format)}. Set Height and Width " +
                $"of the {nameof(ImageSetFormat)} to what they are, or pass the right file.");
        }

        var size = new ImageSize((int)asked.Item1, (int)asked.Item2);
        return format.Transposed ? size.Transposed : size;
    }

    private static string DescribeAsked(ImageSetFormat format) => format switch
    {
        { Height: { } height, Width: { } width } => $"{height}x{width}",
        { Height: { } height } => $"{height} rows of equal length",
        { Width: { } width } => $"rows of {width}",
        _ => "a square",
    };

    private static string ReadLine(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var line = new StringBuilder();
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next is '\r' or '\n')
            {
                if (line.Length > 0)
                {
                    return line.ToString();
                }
            }
            else if (line.Append((char)next).Length > MaxLength)
            {
                throw new InvalidDataException(
                    $"'{path}': the first line has more than {MaxLength} characters. Pass a table of numbers.");
            }
        }

        return line.Length > 0
            ? line.ToString()
            : throw new InvalidDataException($"'{path}' is empty. Each line must have a label and then the pixels.");
    }
}
