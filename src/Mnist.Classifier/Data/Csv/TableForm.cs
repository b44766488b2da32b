using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Csv;

/// <summary>How a table is written, by its layout and its first line, and if these leave it open, by its rows.</summary>
internal sealed record TableForm
{
    // Enough for a million pixels, and a limit to the memory for a file of another kind without line breaks.
    private const int MaxFirstLineLength = 1 << 23;
    private const int MaxPixelCount = 1 << 20;

    // Including spaces, quotes and decimals. The second is for comments.
    private const int MaxCharactersPerColumn = 64;
    private const int MinMaxLineLength = 4096;

    public required FirstLine First { get; init; }

    /// <summary>Gets the column of the label, or -1 if there is none.</summary>
    public int Label { get; init; }

    /// <summary>Gets the column of row numbers, or -1 if there is none.</summary>
    public int Index { get; private init; } = -1;

    /// <summary>Gets the size of the images as it is stored.</summary>
    public ImageSize Stored { get; private init; }

    /// <summary>Gets the number that stands for a pixel of 255.</summary>
    public double PixelMaximum { get; init; }

    public int MaxLineLength => Math.Max(Math.Max(MinMaxLineLength, First.Length), MaxCharactersPerColumn * First.ColumnCount);

    /// <summary>Finds the form of a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The layout that the caller gives.</param>
    /// <param name="like">The form of the training table, which holds unless the first line says otherwise.</param>
    public static TableForm Find(string path, ImageSetLayout layout, TableForm? like = null)
    {
        using var reader = new TableLineReader(path);
        var first = ReadFirst(path, layout, reader);
        if (like is not null)
        {
            var isLabelLike = first.Labels.Count == 0 && first.ColumnCount == like.First.ColumnCount;
            var label = isLabelLike ? like.Label : layout.LabelColumn;
            layout = layout with { LabelColumn = label, PixelMaximum = like.PixelMaximum };
        }

        var form = new TableForm { First = first, Label = FindLabel(path, first, layout) };
        form = form.WithSize(path, layout);
        return new TableSurvey(path, form, layout).Complete(reader);
    }

    /// <summary>
    /// Returns whether a table has as many columns as an image has pixels, and none that is named as a label.
    /// </summary>
    public static bool HasNoLabels(string path, ImageSetLayout layout)
    {
        using var reader = new TableLineReader(path);
        var first = ReadFirst(path, layout, reader);
        return first.Labels.Count == 0 && Fits(first.ColumnCount - first.Indexes.Count, layout);
    }

    private static FirstLine ReadFirst(string path, ImageSetLayout layout, TableLineReader reader)
    {
        var line = reader.Read(MaxFirstLineLength) ?? throw new InvalidDataException(
            $"'{Printable.Path(path)}' is empty. Each line must have a label and the pixels.");
        var first = new FirstLine(line, layout.HasHeader);
        return first.ColumnCount switch
        {
            < 2 => throw new InvalidDataException(
                $"'{Printable.Path(path)}': the first line has no comma, semicolon or tab. Each line must have a label and " +
                "the pixels, as in '7,0,0,255'."),
            > MaxPixelCount + 1 => throw new InvalidDataException(
                $"'{Printable.Path(path)}': the first line has {first.ColumnCount} columns; an image has at most " +
                $"{MaxPixelCount} pixels. Pass a table of images."),
            _ => first,
        };
    }

    /// <summary>Finds the column of the label by the layout and the names: -1 if there is none, -2 if it is unknown.</summary>
    private static int FindLabel(string path, FirstLine first, ImageSetLayout layout)
    {
        if (layout is { HasLabels: true, LabelColumn: { } column })
        {
            var offset = column.GetOffset(first.ColumnCount);
            return offset >= 0 && offset < first.ColumnCount ? offset : throw new InvalidDataException(
                $"'{Printable.Path(path)}' has {first.ColumnCount} columns, and no column {column} for the label. " +
                $"Set {nameof(ImageSetLayout.LabelColumn)} to one that it has.");
        }

        return first.Labels.Count switch
        {
            0 => layout.HasLabels ? TableSurvey.Unknown : -1,
            1 => first.Labels[0],
            _ => throw new InvalidDataException(
                $"'{Printable.Path(path)}': the columns {string.Join(" and ", first.Labels.Select(label => label + 1))} are " +
                $"both named as a label. Set {nameof(ImageSetLayout.LabelColumn)} of {nameof(ImageSetLayout)} to one of them."),
        };
    }

    private TableForm WithSize(string path, ImageSetLayout layout)
    {
        var pixelCount = First.ColumnCount - (Label == -1 ? 0 : 1);
        var index = -1;
        if (!Fits(pixelCount, layout) && Fits(pixelCount - 1, layout))
        {
            index = First.Indexes.Where(column => column != Label).FirstOrDefault(-1);
            pixelCount -= index >= 0 ? 1 : 0;
        }

        if (!Fits(pixelCount, layout))
        {
            throw new InvalidDataException(
                $"'{Printable.Path(path)}': {pixelCount} columns {(layout.HasLabels ? "beside the label" : "")} are not the " +
                $"pixels of {DescribeAsked(layout)}.{Hint(pixelCount, layout)} Pass another table, or set Height and Width " +
                $"of an {nameof(ImageSetLayout)} to what they are.");
        }

        var (height, width) = SizeOf(pixelCount, layout);
        // The stored size of transposed images is the transposed size.
        return this with { Index = index, Stored = layout.SizeOf(new ImageSize((int)height, (int)width)) };
    }

    private static string Hint(int pixelCount, ImageSetLayout layout) =>
        layout.HasLabels && Fits(pixelCount + 1, layout) ? " There is one column too few: are the labels missing?"
        : (layout.Height ?? layout.Width) is not null && Fits(pixelCount, new ImageSetLayout())
            ? $" They are those of {(int)Math.Sqrt(pixelCount)}x{(int)Math.Sqrt(pixelCount)}: is it another data set?"
        : Fits(pixelCount - 1, layout) ? " There is one column too many: does one number the rows? Name it 'index' in a " +
            "first line, or remove it."
        : "";

    private static bool Fits(int pixelCount, ImageSetLayout layout)
    {
        var (height, width) = SizeOf(pixelCount, layout);
        return pixelCount > 0 && height * width == pixelCount;
    }

    private static (long Height, long Width) SizeOf(int pixelCount, ImageSetLayout layout) => layout switch
    {
        { Height: { } height, Width: { } width } => (height, width),
        { Height: { } height } => (height, pixelCount / height),
        { Width: { } width } => (pixelCount / width, width),
        _ => ((long)Math.Sqrt(pixelCount), (long)Math.Sqrt(pixelCount)),
    };

    private static string DescribeAsked(ImageSetLayout layout) => layout switch
    {
        { Height: { } height, Width: { } width } => $"{height}x{width}",
        { Height: { } height } => $"{height} rows of equal length",
        { Width: { } width } => $"rows of {width}",
        _ => "a square",
    };
}
