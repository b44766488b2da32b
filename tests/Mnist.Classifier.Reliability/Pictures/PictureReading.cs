using System.Diagnostics;
using System.Globalization;
using Mnist.Digits;

namespace Mnist.Classifier.Reliability;

/// <summary>What it took to make an image of a picture file.</summary>
/// <param name="IsRead">Whether there is one, and the file was not refused.</param>
/// <param name="Milliseconds">The time of all processors.</param>
/// <param name="Bytes">The most memory at once, besides what the process had before.</param>
internal sealed record PictureReading(bool IsRead, double Milliseconds, long Bytes)
{
    private const string Status = "/proc/self/status";

    /// <summary>Reads a picture in this process, which should have done little before.</summary>
    public static PictureReading Measure(string path)
    {
        var file = File.ReadAllBytes(path);
        DigitImage.Normalize(new byte[280 * 280], 280, 280); // so that most is compiled
        TryRead(file[..Math.Min(40, file.Length)]);
        ForgetPeak();
        using var process = Process.GetCurrentProcess();
        var (time, memory) = (process.TotalProcessorTime, ReadMemory("VmRSS:", process.WorkingSet64));
        var isRead = TryRead(file);
        process.Refresh();
        return new PictureReading(
            isRead, (process.TotalProcessorTime - time).TotalMilliseconds, ReadMemory("VmHWM:", process.PeakWorkingSet64) - memory);
    }

    /// <summary>Reads what <see cref="Print"/> wrote.</summary>
    public static PictureReading Parse(string line)
    {
        var words = line.Split(' ');
        return new PictureReading(
            bool.Parse(words[0]), double.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture));
    }

    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{IsRead} {Milliseconds} {Bytes}"));

    private static bool TryRead(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file);
            DigitImage.Load(stream);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // See clear_refs in https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html. Elsewhere the peak is that since the start.
    private static void ForgetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // not Linux
        }
    }

    private static long ReadMemory(string field, long otherwise) => File.Exists(Status)
        ? 1024 * long.Parse(
            File.ReadLines(Status).First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture)
        : otherwise;
}
