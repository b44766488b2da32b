using System.Globalization;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>What the first line of a table tells: how many columns there are, and whether it names them.</summary>
/// <param name="IsHeader">Whether it has names.</param>
/// <param name="PixelCount">The number of columns after the label.</param>
/// <param name="Length">How many characters it has.</param>
internal sealed record TableFirstLine(bool IsHeader, int PixelCount, int Length)
{
    public const char Separator = ',';

    // Enough for a million pixels, and no more memory for a file of another kind without any line breaks.
    private const int MaxLength = 1 << 23;
    private const int MaxPixelCount = 1 << 20;

    // Spaces, quotes and decimals included. The second is for remarks.
    private const int MaxCharactersPerColumn = 64;
    private const int MinMaxLineLength = 4096;

    /// <summary>Gets how many characters a line of so many columns can have.</summary>
    public int MaxLineLength => Math.Max(Math.Max(MinMaxLineLength, Length), MaxCharactersPerColumn * (PixelCount + 1));

    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the line has names; null to see whether there is a number in it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">There is no line, or it has no columns.</exception>
    public static TableFirstLine Read(string path, bool? hasHeader)
    {
        var line = ReadLine(path);
        var (count, hasNumber) = Count(line);
        return count switch
        {
            < 2 => throw new InvalidDataException(
                $"'{path}': the first line has no comma. Each line must have a label and then the pixels, as in '7,0,0,255'."),
            > MaxPixelCount + 1 => throw new InvalidDataException(
                $"'{path}': the first line has {count} columns; an image has at most {MaxPixelCount} pixels. " +
                "Pass a table of images."),
            _ => new TableFirstLine(hasHeader ?? !hasNumber, count - 1, line.Length),
        };
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

    /// <summary>
    /// Counts the columns, and tells whether there is a number in one. Separators in quotes do not count, and what stands after
    /// the last one only if there is something.
    /// </summary>
    private static (int Count, bool HasNumber) Count(ReadOnlySpan<char> line)
    {
        var (count, hasNumber, start, isQuoted) = (0, false, 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == Separator && !isQuoted)
            {
                count++;
                hasNumber |= IsNumber(line[start..i]);
                start = i + 1;
            }
        }

        var last = line[start..];
        return last.IsWhiteSpace() ? (count, hasNumber) : (count + 1, hasNumber || IsNumber(last));
    }

    private static bool IsNumber(ReadOnlySpan<char> field) =>
        double.TryParse(field.Trim("\" "), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string ReadLine(string path)
    {
        using var reader = new TableReader(path, MaxLength);
        while (reader.ReadLine() is { } line)
        {
            // ML.NET's text loader passes over the others.
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidDataException($"'{path}' is empty. Each line must have a label and then the pixels.");
    }
}
