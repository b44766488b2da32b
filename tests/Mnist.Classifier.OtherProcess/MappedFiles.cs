namespace Mnist.Classifier.OtherProcess;

/// <summary>What the process has mapped into its memory.</summary>
internal static class MappedFiles
{
    /// <summary>Prints the files of libtorch; nothing where the system does not tell.</summary>
    public static void PrintTorch()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var line in File.ReadLines("/proc/self/maps").Where(line =>
            line.Contains("torch", StringComparison.Ordinal) && line.Contains(".so", StringComparison.Ordinal)))
        {
            Console.WriteLine($"mapped {line}");
        }
    }
}
