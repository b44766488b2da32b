namespace Mnist.Classifier.Reliability;

/// <summary>Prints what a suite has seen, as tables in Markdown with sentences under them.</summary>
internal static class MarkdownReport
{
    public static void Write(TextWriter writer, Report report)
    {
        Write(writer, new Table(
            ["what", "promised", "seen", ""],
            [.. report.Promises.Select(IReadOnlyList<string> (promise) =>
                [promise.What, promise.Promised, promise.Seen, Verdict(promise.IsKept)])]));
        foreach (var table in report.Tables)
        {
            Write(writer, table);
        }

        foreach (var note in report.Notes)
        {
            writer.WriteLine($"- {note}");
        }

        writer.WriteLine();
    }

    private static void Write(TextWriter writer, Table table)
    {
        WriteRow(writer, table.Header);
        WriteRow(writer, [.. table.Header.Select(_ => "---")]);
        foreach (var row in table.Rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteLine();
    }

    private static void WriteRow(TextWriter writer, IReadOnlyList<string> cells) =>
        writer.WriteLine($"| {string.Join(" | ", cells.Select(cell => cell.ReplaceLineEndings(" ")))} |");

    private static string Verdict(bool? isKept) => isKept switch
    {
        true => "kept",
        false => "**broken**",
        null => "",
    };
}
