using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The reply of a child: names and numbers, one pair per line. It costs every child the same.</summary>
internal static class ChildReply
{
    public const string Digit = "digit";
    public const string PeakMebibytes = "peak-mebibytes";
    public const string StartMebibytes = "start-mebibytes";
    public const string TrainingSeconds = "training-seconds";
    public const string ScoringSeconds = "scoring-seconds";
    public const string HasLibTorch = "has-libtorch";

    public static void Write(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));

    /// <summary>Adds the memory, if the system provides it.</summary>
    public static void WriteMemory()
    {
        if (ProcessFiles.PeakMebibytes is { } peak)
        {
            Write(PeakMebibytes, peak);
        }

        if (ProcessFiles.HasLibTorch is { } hasLibTorch)
        {
            Write(HasLibTorch, hasLibTorch ? 1 : 0);
        }
    }

    public static Dictionary<string, double> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));
}
