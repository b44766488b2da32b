using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures calls for one image, each by itself.</summary>
internal static class OneRowReport
{
    private const int Rounds = 5;
    private const int CallsPerRound = 40_000;

    public static void Add(SuiteReport report, List<IRowScorer> scorers, byte[][] images, Bench bench)
    {
        scorers.ForEach(scorer => Measure(scorer.Predict)); // not counted: it compiles
        var rounds = Interleaved.Run(bench.Repeats(Rounds), scorers, scorer => Measure(scorer.Predict));
        var nothing = Measure(pixels => pixels.Length);

        Compare("one row, p50", "µs", latency => latency.P50);
        Compare("one row, p99", "µs", latency => latency.P99);
        Compare("one row, allocated", "bytes", latency => latency.AllocatedBytes);
        report.Note(string.Create(CultureInfo.InvariantCulture,
            $"One row: rounds of {CallsPerRound:N0} calls over {images.Length:N0} images; the table has the median of the ") +
            $"rounds' p50 and p99. A call that does nothing reads as p50 {Quantity.Format(nothing.P50, "µs")}, p99 " +
            $"{Quantity.Format(nothing.P99, "µs")}: that much of each time is the clock's. Bytes are those of managed memory " +
            "on the calling thread.");

        Latency Measure(Func<byte[], int> predict) => Latency.Measure(predict, images, CallsPerRound);

        void Compare(string name, string unit, Func<Latency, double> value) => report.Compare(
            name, unit,
            [.. scorers.Zip(rounds, (scorer, latencies) => new Measurement(scorer.Subject, [.. latencies.Select(value)]))]);
    }
}
