using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures the calls with BenchmarkDotNet as well, by its short job in this process.</summary>
internal static class BenchmarkDotNetReport
{
    public static void Add(SuiteReport report, IReadOnlyList<IRowScorer> scorers, byte[][] images)
    {
        using var folder = new TemporaryFolder();
        OneRowBenchmark.Prepare(scorers, images);
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(folder.Path);
        var summary = BenchmarkRunner.Run<OneRowBenchmark>(config);

        // By subject: the order is that of BenchmarkDotNet.
        var reports = scorers.Select(scorer => (scorer.Subject, Report: summary.Reports.FirstOrDefault(
            report => Equals(report.BenchmarkCase.Parameters[nameof(OneRowBenchmark.Subject)], scorer.Subject)))).ToList();
        report.Compare("one row, mean by BenchmarkDotNet", "µs", [.. reports.Select(
            item => new Measurement(item.Subject, item.Report?.ResultStatistics is { } times ? [times.Mean / 1e3] : []))]);
        report.Compare("one row, allocated by BenchmarkDotNet", "bytes", [.. reports.Select(
            item => new Measurement(item.Subject,
                item.Report?.GcStats.GetBytesAllocatedPerOperation(item.Report.BenchmarkCase) is { } bytes ? [bytes] : []))]);
    }
}
