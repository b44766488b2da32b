namespace Mnist.Classifier.Benchmarks;

/// <summary>Prints the results of a suite as a table in Markdown with notes under it.</summary>
internal static class MarkdownTable
{
    public static void Write(TextWriter writer, SuiteReport report)
    {
        if (report.IsGrid)
        {
            MarkdownGrid.Write(writer, report.Results);
        }
        else
        {
            WriteResults(writer, report.Results);
        }

        writer.WriteLine();
        foreach (var note in report.Notes)
        {
            writer.WriteLine($"- {note}");
        }

        writer.WriteLine();
    }

    private static void WriteResults(TextWriter writer, IReadOnlyList<Result> results)
    {
        writer.WriteLine("| case | subject | median | repeats | ratio to ours (min to max) | |");
        writer.WriteLine("|---|---|---|---|---|---|");
        var lastCase = "";
        foreach (var result in results)
        {
            var shownCase = result.Case == lastCase ? "" : result.Case;
            lastCase = result.Case;
            writer.WriteLine(
                $"| {shownCase} | {result.Subject} | {Quantity.Format(result.Median, result.Unit)} | {result.Repeats} | " +
                $"{Ratio(result)} | {result.Remark} |");
        }
    }

    private static string Ratio(Result result) => (result.Ratio, result.RangeOfRatio) switch
    {
        (null, _) => "",
        ({ } ratio, null) => Quantity.Ratio(ratio),
        ({ } ratio, var (minimum, maximum)) =>
            $"{Quantity.Ratio(ratio)} ({Quantity.Ratio(minimum)} to {Quantity.Ratio(maximum)})",
    };
}
