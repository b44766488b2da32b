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

    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the line has names; null to see whether there is a number in it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">There is no line, or it has no columns.</exception>
    public static TableFirstLine Read(string path, bool? hasHeader)
    {
        var fields = Split(ReadLine(path));
        if (fields.Count < 2)
        {
            throw new InvalidDataException(
                $"'{path}': the first line has no comma. Each line must have a label and then the pixels, as in '7,0,0,255'.");
        }

        return new TableFirstLine(hasHeader ?? !fields.Exists(IsNumber), fields.Count - 1);
    }

    /// <summary>Finds the size of the images as it is stored.</summary>
    /// <exception cref="InvalidDataException">The number of columns does not fit the size asked for.</exception>
    public ImageSize FindSize(string path, ImageSetFormat format)
    {
        var (height, width) = SizeOf(PixelCount, format);
        if (height * width != PixelCount)
        {
            var (columns, rows) = SizeOf(PixelCount + 1, format);
            var hint = columns * rows == PixelCount + 1 ? " There is one column too few: are the labels missing?" : "";
            throw new InvalidDataException(
                $"'{path}': {PixelCount} columns follow the first, which are not the pixels of {DescribeAsked(format)}.{hint} Pass " +
                $"a table with the label first, or set Height and Width of an {nameof(ImageSetFormat)} to what they are.");
        }

        var size = new ImageSize((int)height, (int)width);
        return format.Transposed ? size.Transposed : size;
    }

    private static (long Height, long Width) SizeOf(int pixelCount, ImageSetFormat format) => format switch
    {
        { Height: { } height, Width: { } width } => (height, width),
        { Height: { } height } => (height, pixelCount / height),
        { Width: { } width } => (pixelCount / width, width),
        _ => ((long)Math.Sqrt(pixelCount), (long)Math.Sqrt(pixelCount)),
    };

    private static string DescribeAsked(ImageSetFormat format) => format switch
    {
        { Height: { } height, Width: { } width } => $"{height}x{width}",
        { Height: { } height } => $"{height} rows of equal length",
        { Width: { } width } => $"rows of {width}",
        _ => "a square",
    };

    private static bool IsNumber(string field) =>
        double.TryParse(field.Trim('"', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Splits at separators outside quotes. What stands after the last one counts only if there is something.</summary>
    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == Separator && !isQuoted)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        if (!string.IsNullOrWhiteSpace(line[start..]))
        {
            fields.Add(line[start..]);
        }

        return fields;
    }

    private static string ReadLine(string path)
    {
        using var reader = new SingleFile(path).OpenTextReader(0);
        var line = new StringBuilder();
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next is '\r' or '\n')
            {
                if (IsOfTheTable(line))
                {
                    break;
                }

                line.Clear();
            }
            else if (line.Append((char)next).Length > MaxLength)
            {
                throw new InvalidDataException(
                    $"'{path}': the first line has more than {MaxLength} characters. Pass a table of numbers.");
            }
        }

        return IsOfTheTable(line)
            ? line.ToString()
            : throw new InvalidDataException($"'{path}' is empty. Each line must have a label and then the pixels.");
    }

    // ML.NET's text loader passes over the others.
    private static bool IsOfTheTable(StringBuilder line)
    {
        var text = line.ToString();
        return text.Length > 0 && !text.StartsWith("//", StringComparison.Ordinal);
    }
}
