namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads lists of pictures: CSV files whose first line names the columns.</summary>
internal static class PictureList
{
    private const string FileColumn = "file";
    private const string WriterColumn = "hand";

    /// <summary>
    /// Reads a list of digits, 0 to 9, by its columns <c>file</c>, <c>label</c> and, if there is one, <c>hand</c>.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="InvalidDataException">The list cannot be read, or names a file that is not there.</exception>
    public static IReadOnlyList<ListedPicture> ReadDigits(string list) =>
        Read(list, "label", label => label is [>= '0' and <= '9'], "digit from 0 to 9");

    /// <summary>Reads a list of pictures that are not single digits, by its columns <c>file</c> and <c>what</c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="InvalidDataException">The list cannot be read, or names a file that is not there.</exception>
    public static IReadOnlyList<ListedPicture> ReadOthers(string list) =>
        Read(list, "what", what => what.Length > 0, "kind of picture");

    private static List<ListedPicture> Read(string list, string labelColumn, Predicate<string> isLabel, string expected)
    {
        if (!File.Exists(list))
        {
            throw new FileNotFoundException(
                $"There is no '{list}'. Write one: first the line '{FileColumn},{labelColumn}', then a line for each picture.");
        }

        var lines = File.ReadAllLines(list);
        var names = Split(lines.FirstOrDefault(""));
        var (file, label) = (Array.IndexOf(names, FileColumn), Array.IndexOf(names, labelColumn));
        var hand = Array.IndexOf(names, WriterColumn);
        if (file < 0 || label < 0)
        {
            throw new InvalidDataException($"'{list}': the first line must name the columns, '{FileColumn},{labelColumn}'.");
        }

        var folder = Path.GetDirectoryName(list)!;
        var pictures = new List<ListedPicture>();
        foreach (var (index, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
        {
            var fields = Split(line);
            if (fields.Length != names.Length)
            {
                throw Fault($"there are {fields.Length} fields for {names.Length} columns. Names with commas cannot be read.");
            }

            var path = Path.Combine(folder, fields[file]);
            pictures.Add(!isLabel(fields[label]) ? throw Fault($"'{fields[label]}' is no {expected}.")
                : !File.Exists(path) ? throw Fault($"there is no '{path}'.")
                : new ListedPicture(fields[file], path, fields[label], hand < 0 ? null : fields[hand]));

            InvalidDataException Fault(string what) => new($"'{list}', line {index + 1}: {what}");
        }

        return pictures is not [] ? pictures : throw new InvalidDataException($"'{list}' names no picture.");
    }

    private static string[] Split(string line) => line.Split(',', StringSplitOptions.TrimEntries);
}
