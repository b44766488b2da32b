using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A table of numbers with a class and a fold for each row.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Rows">The rows, all with as many features.</param>
internal sealed record TabularSet(string Name, IReadOnlyList<TabularRow> Rows)
{
    public const string Variable = "TABULAR_DATA_DIR";

    private const string Header = "fold,label,";

    /// <summary>Gets the number of features.</summary>
    public int FeatureCount => Rows[0].Features.Length;

    /// <summary>Reads each CSV file of the folder that <see cref="Variable"/> names.</summary>
    /// <exception cref="DirectoryNotFoundException">The variable is not set, or names no folder.</exception>
    /// <exception cref="InvalidDataException">There is no table in it, or a file is not a table.</exception>
    public static IReadOnlyList<TabularSet> LoadAll()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"Set {Variable} to a folder with tables as CSV files. Their first line is '{Header}' and names of features; " +
                "each further one is a row, with its fold from 0, its class and its features. None are in the repository.");
        }

        var files = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? [.. files.Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadLines(file)))]
            : throw new InvalidDataException($"'{folder}', which {Variable} names, has no CSV files.");
    }

    /// <summary>Reads the lines of one table.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static TabularSet Read(string name, IEnumerable<string> lines)
    {
        var all = lines.Select(line => line.Split(',')).ToList();
        return all is [["fold", "label", _, ..] header, _, ..] && all.TrueForAll(fields => fields.Length == header.Length)
            ? new TabularSet(name, [.. all.Skip(1).Select(ReadRow)])
            : throw new InvalidDataException(
                $"The table '{name}' has no rows, rows of several lengths, or a first line that does not begin with " +
                $"'{Header}'.");
    }

    private static TabularRow ReadRow(string[] fields) => new()
    {
        Fold = int.Parse(fields[0], CultureInfo.InvariantCulture),
        Class = fields[1],
        Features = [.. fields.Skip(2).Select(field => float.Parse(field, CultureInfo.InvariantCulture))],
    };
}

/// <summary>A row of a <see cref="TabularSet"/>, as ML.NET reads it.</summary>
internal sealed class TabularRow
{
    public required int Fold { get; init; }

    public required string Class { get; init; }

    public required float[] Features { get; init; }
}
