using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures the scoring of all test images at once.</summary>
internal static class ManyRowsReport
{
    private const int Repeats = 15;
    private const int InARow = 10;

    // The threads of libtorch and ONNX Runtime keep spinning for a while after their work.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    public static void Add(SuiteReport report, List<IBatchScorer> scorers, Bench bench)
    {
        var digits = scorers.ConvertAll(scorer => scorer.Score());
        var count = digits[0].Length;
        scorers.ForEach(scorer => CoresOf(scorer)); // not counted: it compiles
        var times = Interleaved.Run(
            bench.Repeats(Repeats), scorers, scorer => 1e3 * TimeAfterRest(scorer));

        report.Compare(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows"), "ms",
            [.. scorers.Zip(times, (scorer, values) => new Measurement(scorer.Subject, values))]);
        report.Note(
            "Many rows: ours from the view of the images (bytes) by a cursor over Score and Digit; the others from one " +
            "array, which for libtorch has been made floats before, and back to arrays. Each waits 0.1 s first, until the " +
            $"threads of the one before it have stopped spinning, then scores {InARow} times in a row. Cores busy meanwhile " +
            $"(ML.NET chooses itself how many threads a cursor has): {string.Join("; ", scorers.Select(CoresOf))}.");
        var same = Enumerable.Range(0, count).Count(row => digits.TrueForAll(all => all[row] == digits[0][row]));
        report.Note(string.Create(
            CultureInfo.InvariantCulture, $"All subjects give the same digit for {same:N0} of {count:N0} images."));
    }

    private static double TimeAfterRest(IBatchScorer scorer)
    {
        Thread.Sleep(Rest);
        scorer.Score(); // not counted: it wakes the threads up
        return Clock.Seconds(() =>
        {
            for (var time = 0; time < InARow; time++)
            {
                scorer.Score();
            }
        }) / InARow;
    }

    private static string CoresOf(IBatchScorer scorer)
    {
        var before = Environment.CpuUsage.TotalTime;
        var seconds = Clock.Seconds(() =>
        {
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                scorer.Score();
            }
        });
        return $"{scorer.Subject} {Quantity.Ratio((Environment.CpuUsage.TotalTime - before).TotalSeconds / seconds)}";
    }
}
