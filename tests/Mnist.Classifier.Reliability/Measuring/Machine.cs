using System.Runtime.InteropServices;

namespace Mnist.Classifier.Reliability;

/// <summary>What everything is tried on.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    public static string Describe() =>
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
        RuntimeInformation.FrameworkDescription;

    private static string Processor
    {
        get
        {
            var line = File.Exists(ProcessorFile)
                ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                : null;
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
                ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
                ?? $"{RuntimeInformation.ProcessArchitecture} processor";
        }
    }
}
