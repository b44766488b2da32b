namespace Mnist.Classifier.Benchmarks;

/// <summary>Prints the results of a suite with a row for each case and a column for each subject.</summary>
internal static class MarkdownGrid
{
    public static void Write(TextWriter writer, IReadOnlyList<Result> results)
    {
        var subjects = results.Select(result => result.Subject).Distinct().ToList();
        writer.WriteLine($"| | {string.Join(" | ", subjects)} |");
        writer.WriteLine($"|---|{string.Concat(subjects.Select(_ => "---|"))}");
        foreach (var row in results.GroupBy(result => result.Case))
        {
            var cells = subjects.Select(subject => row.FirstOrDefault(result => result.Subject == subject) is { } result
                ? $"{Quantity.Format(result.Median, result.Unit)} {result.Remark}".TrimEnd()
                : "");
            writer.WriteLine($"| {row.Key} | {string.Join(" | ", cells)} |");
        }
    }
}
