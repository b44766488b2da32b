namespace Mnist.Classifier.Benchmarks;

/// <summary>The program as people start it.</summary>
internal static class BenchmarkProgram
{
    public static int Run(string[] arguments)
    {
        CommandLine command;
        try
        {
            command = CommandLine.Parse(arguments);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            Console.Error.WriteLine();
            Console.Error.WriteLine(SuiteCatalog.Usage);
            return 2;
        }

        try
        {
            Run(command);
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message); // the data or the file to write: nothing that a stack trace would explain
            return 1;
        }
    }

    private static void Run(CommandLine command)
    {
        using var bench = new Bench(command.Threads ?? Bench.DefaultThreads, command.IsQuick);
        var results = new List<Result>();
        foreach (var suite in command.Suites)
        {
            results.AddRange(Run(suite, bench));
        }

        if (command.JsonPath is { } path)
        {
            JsonReport.Write(path, results);
        }
    }

    private static IReadOnlyList<Result> Run(ISuite suite, Bench bench)
    {
        var report = new SuiteReport(suite.Name);
        Console.WriteLine($"## {suite.Name}: {suite.Description}");
        Console.WriteLine();
        Console.WriteLine($"{Machine.Describe()}, {bench.Threads} {(bench.Threads == 1 ? "thread" : "threads")} for each " +
            "subject.");
        var seconds = Clock.Seconds(() => suite.Run(bench, report));
        report.Note($"The suite took {Quantity.Format(seconds, "s")}.");
        Console.WriteLine();
        MarkdownTable.Write(Console.Out, report);
        return report.Results;
    }
}
