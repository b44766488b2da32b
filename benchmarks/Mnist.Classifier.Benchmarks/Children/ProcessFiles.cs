using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The information of Linux about this process in /proc (https://man7.org/linux/man-pages/man5/proc.5.html).</summary>
internal static class ProcessFiles
{
    private const string Status = "/proc/self/status";
    private const string Maps = "/proc/self/maps";
    private const string PeakName = "VmHWM:";
    private const string ResidentName = "VmRSS:";
    private const double KibibytesPerMebibyte = 1024;

    /// <summary>Gets the largest resident memory so far in MiB, or null if it is not known.</summary>
    public static double? PeakMebibytes => Mebibytes(PeakName);

    /// <summary>Gets the resident memory in MiB, or null if it is not known.</summary>
    public static double? ResidentMebibytes => Mebibytes(ResidentName);

    /// <summary>Gets whether libtorch is in this process, or null if that is not known.</summary>
    public static bool? HasLibTorch =>
        File.Exists(Maps) ? Lines(Maps).Any(line => line.Contains("libtorch", StringComparison.Ordinal)) : null;

    private static double? Mebibytes(string name)
    {
        var line = Lines(Status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null
            ? null
            : double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
                / KibibytesPerMebibyte;
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];
}
