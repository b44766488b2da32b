namespace Mnist.Classifier.Reliability;

/// <summary>The program as people start it.</summary>
internal static class ReliabilityProgram
{
    private const int Kept = 0;
    private const int Broken = 1;
    private const int NotUnderstood = 2;

    /// <summary>Runs what is asked for.</summary>
    /// <returns>0 if every promise was kept, 1 if one was broken, 2 if the command line is not understood.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is ["-h" or "--help"])
        {
            Console.WriteLine(SuiteCatalog.Usage);
            return Kept;
        }

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
            return NotUnderstood;
        }

        using var folder = new TemporaryFolder();
        folder.TakeTemporaryFiles();
        var brokenCount = command.Suites.Sum(suite => Run(suite, new Trial(folder, command.IsQuick)));
        Console.WriteLine(brokenCount == 0 ? "Every promise was kept." : $"{brokenCount} promises were broken.");
        return brokenCount == 0 ? Kept : Broken;
    }

    private static int Run(ISuite suite, Trial trial)
    {
        var report = new Report();
        Console.WriteLine($"## {suite.Name}: {suite.Description}");
        Console.WriteLine();
        Console.WriteLine($"{Machine.Describe()}.");
        Console.WriteLine();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        suite.Run(trial, report);
        report.Note($"The suite took {Text.Of(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds)} s.");
        MarkdownReport.Write(Console.Out, report);
        return report.BrokenCount;
    }
}
