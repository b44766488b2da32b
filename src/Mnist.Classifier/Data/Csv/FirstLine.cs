namespace Mnist.Classifier.Data.Csv;

/// <summary>What the first line of a table tells: how columns are separated, how many there are, and their names if it has some.</summary>
internal sealed class FirstLine
{
    private static readonly string[] LabelNames = ["label", "labels", "class", "digit", "target", "y"];

    // Pandas leaves the name of its row numbers empty, or calls it Unnamed when it has read and written them again.
    private static readonly string[] IndexNames = ["", "index", "id", "imageid", "row", "unnamed: 0"];

    public FirstLine(string line, bool? hasHeader)
    {
        Length = line.Length;
        Separator = FindSeparator(line);
        var hasNumber = false;
        for (var fields = new TableFields(line, Separator); fields.MoveNext(); ColumnCount++)
        {
            hasNumber |= !float.IsNaN(fields.Number);
            if (IsOneOf(fields.Text, LabelNames))
            {
                Labels.Add(ColumnCount);
            }
            else if (IsOneOf(fields.Text, IndexNames) && (ColumnCount == 0 || fields.Text.Length > 0))
            {
                Indexes.Add(ColumnCount);
            }
        }

        HasHeader = hasHeader ?? (!hasNumber || Labels.Count > 0);
        if (!HasHeader)
        {
            Labels.Clear();
            Indexes.Clear();
        }
    }

    public int Length { get; }

    public char Separator { get; }

    public int ColumnCount { get; private set; }

    public bool HasHeader { get; }

    /// <summary>Gets the columns whose names say that they are the label.</summary>
    public List<int> Labels { get; } = [];

    /// <summary>Gets the columns whose names say that they number the rows.</summary>
    public List<int> Indexes { get; } = [];

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] names)
    {
        foreach (var other in names)
        {
            if (name.Equals(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Where semicolons or tabs separate, commas may be those of decimals, one for each number.
    private static char FindSeparator(string line)
    {
        var (commas, semicolons, tabs, isQuoted) = (0, 0, 0, false);
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            if (!isQuoted)
            {
                commas += character == ',' ? 1 : 0;
                semicolons += character == ';' ? 1 : 0;
                tabs += character == '\t' ? 1 : 0;
            }
        }

        return semicolons > 0 && 2 * semicolons >= commas ? ';'
            : tabs > 0 && 2 * tabs >= commas ? '\t'
            : commas == 0 && line.AsSpan().Trim().Contains(' ') ? ' '
            : ',';
    }
}
