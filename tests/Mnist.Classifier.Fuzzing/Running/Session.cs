using Mnist.Classifier.Fuzzing.Coverage;
using Mnist.Classifier.Fuzzing.Reporting;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>Does what the user asked for.</summary>
internal static class Session
{
    /// <returns>0 if all answers were right, else 1.</returns>
    public static int Run(Arguments arguments)
    {
        using var copy = InstrumentedCopy.Create();
        return arguments.Replay is { } file ? Replay(copy, arguments.Targets[0], file) : RunTargets(copy, arguments);
    }

    private static int RunTargets(InstrumentedCopy copy, Arguments arguments)
    {
        Console.WriteLine(ResultTable.Header);
        var isRight = true;
        foreach (var target in arguments.Targets)
        {
            var result = new TargetRun(copy.Program, target, arguments).Run();
            Console.WriteLine(ResultTable.Row(result));
            isRight &= result.IsRight;
        }

        if (!isRight)
        {
            Console.WriteLine();
            var folder = Path.GetFullPath(arguments.Findings);
            Console.WriteLine($"What was answered wrongly is in '{folder}'. Try one: -- TARGET --replay FILE");
        }

        return isRight ? 0 : 1;
    }

    private static int Replay(InstrumentedCopy copy, string target, string file)
    {
        var folder = Directory.CreateTempSubdirectory("mnist-fuzzing-");
        try
        {
            using var shared = new SharedFile(Worker.FileIn(folder.FullName));
            shared.State.BegunAt = Environment.TickCount64;
            var (exitCode, errors) = WorkerProcess.Run(copy.Program, shared, target, folder.FullName, Path.GetFullPath(file));
            Console.Write(errors);
            if (exitCode is not (0 or 1))
            {
                Console.WriteLine($"This is wrong: it {(exitCode is null ? "did not come to an end" : "ended the process")}.");
            }

            return exitCode == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
