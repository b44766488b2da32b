using System.Diagnostics;
using System.Globalization;
using Mnist.Classifier.Fuzzing.Reporting;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>Runs a target from beginning to end, by as many workers as it takes.</summary>
internal sealed class TargetRun(string program, string target, Arguments arguments)
{
    // A target that ends every worker at once will not tell more.
    private const int MostWorkers = 50;

    public TargetResult Run()
    {
        var folder = Directory.CreateTempSubdirectory("mnist-fuzzing-");
        try
        {
            return Run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private TargetResult Run(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        using var shared = new SharedFile(Worker.FileIn(folder));
        var crashes = 0;
        while (!RunWorker(folder, shared, crashes) && ++crashes < MostWorkers)
        {
            shared.State.BegunAt = 0;
        }

        return new TargetResult(target, shared.State, crashes, Stopwatch.GetElapsedTime(start));
    }

    /// <returns>Whether the worker has come to its end.</returns>
    private bool RunWorker(string folder, SharedFile shared, int crashes)
    {
        var (exitCode, errors) = WorkerProcess.Run(
            program, shared, target, folder, arguments.Findings,
            (arguments.Seed + crashes).ToString(CultureInfo.InvariantCulture),
            arguments.Inputs.ToString(CultureInfo.InvariantCulture));
        if (exitCode == 0)
        {
            return true;
        }

        if (shared.State.BegunAt == 0)
        {
            throw new InvalidOperationException(
                $"The worker for '{target}' ended by itself, not by an input:{Environment.NewLine}{errors}");
        }

        var complaint = exitCode is null ? "It did not come to an end, and the process was ended." : "It ended the process.";
        new FindingFolder(arguments.Findings, target).Write(shared.Input, complaint, errors);
        return false;
    }
}
