using System.Globalization;
using Mnist.Classifier.Fuzzing.Coverage;
using Mnist.Classifier.Fuzzing.Targets;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>The part of the program that reads inputs, and may be ended by one.</summary>
internal static class Worker
{
    /// <param name="args">
    /// The target, the folder to work in, the folder for findings, the seed and the number of inputs; or the target, the folder
    /// to work in and a file to try.
    /// </param>
    /// <returns>0, or 1 if the file was answered wrongly.</returns>
    public static int Run(string[] args)
    {
        using var shared = new SharedFile(FileIn(args[1]));
        using var target = Start(args[0], shared);
        if (args is [_, _, var file])
        {
            return Replay(target, File.ReadAllBytes(file));
        }

        var corpus = new Corpus(Path.Combine(args[1], "corpus"));
        var seed = int.Parse(args[3], CultureInfo.InvariantCulture);
        var inputs = long.Parse(args[4], CultureInfo.InvariantCulture);
        new FuzzLoop(target, shared, corpus, new FindingFolder(args[2], args[0])).Run(Math.Max(inputs / target.Slowness, 1), new Random(seed));
        return 0;
    }

    public static string FileIn(string folder) => Path.Combine(folder, "state");

    /// <summary>The counters need their place before any code runs that has some, and targets run such code.</summary>
    private static unsafe FuzzTarget Start(string name, SharedFile shared)
    {
        _ = new CoverageMap(shared.Counters, shared.Seen);
        return FuzzTarget.Create(name);
    }

    private static int Replay(FuzzTarget target, byte[] input)
    {
        Experiment.Try(target, input); // what is done once for all is not part of an input
        var trial = Experiment.Try(target, input);
        Console.WriteLine(FormattableString.Invariant(
            $"{(trial.IsAccepted ? "Accepted" : trial.IsRefused ? "Refused" : "Failed")} in ") +
            FormattableString.Invariant($"{trial.Time.TotalMilliseconds:F1} ms, ") +
            FormattableString.Invariant($"with {trial.Allocated:N0} bytes allocated."));
        Console.WriteLine(trial.Failure);
        var complaint = trial.Complain(target.AllowedBytes(input));
        Console.WriteLine(complaint is null ? "This is right." : $"This is wrong: {complaint}");
        return complaint is null ? 0 : 1;
    }
}
