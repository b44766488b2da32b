using System.Diagnostics;
using TorchSharp;

namespace Mnist.Classifier.Reliability;

/// <summary>What the process holds when all garbage is collected.</summary>
/// <param name="Managed">Bytes of living objects.</param>
/// <param name="Resident">Bytes of memory that the system has given.</param>
/// <param name="Tensors">Tensors of libtorch that have not been disposed of.</param>
/// <param name="Handles">Open files, and whatever else the system counts as such.</param>
/// <param name="Threads">Threads, those of libraries too, but not those of the pool, which come and go.</param>
/// <param name="TemporaryFiles">Files and folders in the folder of temporary ones.</param>
internal sealed record Resources(long Managed, long Resident, long Tensors, int Handles, int Threads, int TemporaryFiles)
{
    public static IReadOnlyList<string> Header { get; } = ["managed", "resident", "tensors", "handles", "threads", "temporary files"];

    public IReadOnlyList<string> Cells =>
        [Text.Mebibytes(Managed), Text.Mebibytes(Resident), $"{Tensors}", $"{Handles}", $"{Threads}", $"{TemporaryFiles}"];

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
            torch.Tensor.TotalCount,
            process.HandleCount,
            process.Threads.Count - ThreadPool.ThreadCount,
            Directory.GetFileSystemEntries(Path.GetTempPath()).Length);
    }

    // The runtime opens some for itself, now and then.
    private const int HandleTolerance = 8;

    /// <summary>Says how much more memory there is than there was.</summary>
    public string GrowthSince(Resources before) =>
        $"managed {Text.Percent(Share(Managed, before.Managed))}, resident {Text.Percent(Share(Resident, before.Resident))}";

    /// <summary>Gets whether there is hardly more memory than there was, and nothing else more.</summary>
    /// <param name="before">What there was.</param>
    /// <param name="tolerance">The share of memory that may have been added.</param>
    public bool IsLike(Resources before, double tolerance) =>
        Share(Managed, before.Managed) <= tolerance && Share(Resident, before.Resident) <= tolerance && HoldsNoMore(before);

    /// <summary>Gets whether there are no more tensors, files and threads than there were, but for a few handles.</summary>
    public bool HoldsNoMore(Resources before) => Tensors <= before.Tensors && Handles <= before.Handles + HandleTolerance
        && Threads <= before.Threads && TemporaryFiles <= before.TemporaryFiles;

    private static double Share(long after, long before) => ((double)after / before) - 1;
}
