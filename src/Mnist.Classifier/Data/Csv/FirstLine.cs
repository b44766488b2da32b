namespace Mnist.Classifier.Data.Csv;

/// <summary>What the first line of a table says: the separator, the number of columns, and their names if it has any.</summary>
internal sealed class FirstLine
{
    private static readonly string[] LabelNames = ["label", "labels", "class", "digit", "target", "y"];

    // The row numbers of pandas have an empty name, or Unnamed after they were read and written again.
    private static readonly string[] IndexNames = ["", "index", "id", "imageid", "row", "unnamed: 0"];

    public FirstLine(string line, bool? hasHeader)
    {
        Length = line.Length;
        Separator = FindSeparator(line);
        var hasNumber = false;
        for (var fields = new TableFields(line, Separator); fields.MoveNext(); ColumnCount++)
        {
            hasNumber |= !float.IsNaN(fields.Number);
            var name = fields.Text.ToString();
            if (LabelNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Labels.Add(ColumnCount);
            }
            else if (IndexNames.Contains(name, StringComparer.OrdinalIgnoreCase) && (ColumnCount == 0 || name.Length > 0))
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

    /// <summary>Gets the columns that are named as the label.</summary>
    public List<int> Labels { get; } = [];

    /// <summary>Gets the columns that are named as row numbers.</summary>
    public List<int> Indexes { get; } = [];

    // If semicolons or tabs separate, commas may be decimal commas, one for each number.
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
