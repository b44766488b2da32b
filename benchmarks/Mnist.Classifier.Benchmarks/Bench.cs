using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The settings of all suites.</summary>
/// <param name="threads">The number of threads of each subject.</param>
/// <param name="isQuick">Whether to measure everything once only.</param>
internal sealed class Bench(int threads, bool isQuick = false) : IDisposable
{
    private readonly Lazy<BenchmarkData> _data = new(BenchmarkData.Load);

    /// <summary>Gets what OMP_NUM_THREADS says, or else the number of cores.</summary>
    public static int DefaultThreads =>
        int.TryParse(
            Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var count)
            && count > 0
            ? count
            : Environment.ProcessorCount;

    public int Threads => threads;

    /// <summary>Gets whether everything is measured once only.</summary>
    public bool IsQuick => isQuick;

    /// <summary>Gets the digits, read or drawn when first asked for.</summary>
    public BenchmarkData Data => _data.Value;

    /// <summary>Gets how often to measure.</summary>
    /// <param name="usual">The number of repeats for figures to report.</param>
    public int Repeats(int usual) => isQuick ? 1 : usual;

    /// <summary>Sets the threads of libtorch, before any training in this process.</summary>
    public void PrepareTorch() => Torch.Prepare(threads);

    public void Dispose()
    {
        if (_data.IsValueCreated)
        {
            _data.Value.Dispose();
        }
    }
}
