using System.Diagnostics;
using System.Globalization;
using DenseNetworks.ML.Training;
using TorchSharp;

namespace Mnist.Classifier.Reliability;

/// <summary>What the process holds when all garbage is collected.</summary>
/// <param name="Managed">Bytes of living objects.</param>
/// <param name="Resident">Bytes of memory that the system has given.</param>
/// <param name="Private">How much of it is no file that is mapped; 0 where the system does not tell.</param>
/// <param name="Tensors">Tensors of libtorch that have not been disposed of.</param>
/// <param name="Handles">Open files, and whatever else the system counts as such; on Linux without assemblies.</param>
/// <param name="Threads">Threads, those of libraries too, but not those of the pool and the compiler, which come and go.</param>
/// <param name="TemporaryFiles">Files and folders in the folder of temporary ones.</param>
internal sealed record Resources(long Managed, long Resident, long Private, long Tensors, int Handles, int Threads, int TemporaryFiles)
{
    public static IReadOnlyList<string> Header { get; } = ["managed", "resident", "of it private", "tensors", "handles", "threads", "temporary files"];

    public IReadOnlyList<string> Cells =>
        [Text.Mebibytes(Managed), Text.Mebibytes(Resident), Text.Mebibytes(Private), $"{Tensors}", $"{Handles}", $"{Threads}", $"{TemporaryFiles}"];

    public static Resources Take()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        FreeMemory.Return();

        using var process = Process.GetCurrentProcess();
        return new Resources(
            GC.GetTotalMemory(forceFullCollection: true),
            process.WorkingSet64,
            ReadPrivate(),
            torch.Tensor.TotalCount,
            CountHandles(process),
            CountThreads(),
            Directory.GetFileSystemEntries(Path.GetTempPath()).Length);
    }

    // The runtime opens some for itself, now and then.
    private const int HandleTolerance = 3;

    private const int LooksAtThreads = 20;

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    public static Resources Parse(string line)
    {
        var numbers = Array.ConvertAll(line.Split(' '), number => long.Parse(number, CultureInfo.InvariantCulture));
        return new Resources(numbers[0], numbers[1], numbers[2], numbers[3], (int)numbers[4], (int)numbers[5], (int)numbers[6]);
    }

    /// <summary>Writes everything as one line.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture, $"{Managed} {Resident} {Private} {Tensors} {Handles} {Threads} {TemporaryFiles}");

    /// <summary>Says how much more memory there is than there was.</summary>
    public string GrowthSince(Resources before) =>
        $"managed {Text.Percent(Share(Managed, before.Managed))}, resident {Text.Percent(Share(Resident, before.Resident))}";

    /// <summary>Gets whether there is hardly more memory than there was, and nothing else more but a few handles.</summary>
    /// <param name="before">What there was.</param>
    /// <param name="tolerance">The share of memory that may have been added.</param>
    public bool IsLike(Resources before, double tolerance) =>
        Share(Managed, before.Managed) <= tolerance && Share(Resident, before.Resident) <= tolerance && HoldsNoMore(before);

    /// <summary>Gets whether there are no more tensors, files and threads than there were</summary>
    public bool HoldsNoMore(Resources before) => Tensors <= before.Tensors && Handles <= before.Handles + HandleTolerance
        && Threads <= before.Threads && TemporaryFiles <= before.TemporaryFiles;

    // The runtime opens one assembly after another as it comes to it, and keeps it open.
    private static int CountHandles(Process process) => OperatingSystem.IsLinux()
        ? new DirectoryInfo("/proc/self/fd").GetFileSystemInfos().Count(handle => handle.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == false)
        : process.HandleCount;

    // The least of some looks: a thread that is ending is still there, and no longer counted by the pool. One that stays is in all.
    private static int CountThreads()
    {
        var least = int.MaxValue;
        for (var look = 0; look < LooksAtThreads; look++)
        {
            using var process = Process.GetCurrentProcess();
            least = Math.Min(least, process.Threads.Count - ThreadPool.ThreadCount - CountCompilers());
            Thread.Sleep(1);
        }

        return least;
    }

    // The runtime has a thread that compiles methods a second time while there are some to compile. Only Linux tells its name.
    private static int CountCompilers()
    {
        const string Folder = "/proc/self/task";
        return Directory.Exists(Folder)
            ? Directory.GetDirectories(Folder).Count(thread => NameOf(thread).StartsWith(".NET Tiered Com", StringComparison.Ordinal))
            : 0;
    }

    private static string NameOf(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm"));
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }

    private static long ReadPrivate()
    {
        const string Field = "RssAnon:";
        const string StatusFile = "/proc/self/status";
        var line = File.Exists(StatusFile) ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1024 * long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static double Share(long after, long before) => ((double)after / before) - 1;
}
