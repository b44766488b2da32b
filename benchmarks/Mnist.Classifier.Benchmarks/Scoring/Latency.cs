using System.Diagnostics;

namespace Mnist.Classifier.Benchmarks;

/// <summary>How long single calls take, in microseconds, and what they allocate.</summary>
/// <param name="P50">Half of the calls took less.</param>
/// <param name="P99">Ninety-nine of a hundred calls took less.</param>
/// <param name="AllocatedBytes">Managed memory allocated by a call, on average.</param>
internal sealed record Latency(double P50, double P99, double AllocatedBytes)
{
    /// <summary>Measures calls one by one, over images that differ from call to call.</summary>
    public static Latency Measure(Func<byte[], int> predict, byte[][] images, int calls)
    {
        var ticks = new double[calls];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < calls; call++)
        {
            var pixels = images[call % images.Length];
            var start = Stopwatch.GetTimestamp();
            predict(pixels);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        return new Latency(
            Microseconds(Statistics.Quantile(ticks, 0.5)), Microseconds(
                Statistics.Quantile(ticks, 0.99)), (double)allocated / calls);
    }

    private static double Microseconds(double ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
