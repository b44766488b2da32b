using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains on sparse texts of very many features, in child processes, and measures their memory.</summary>
internal sealed class SparseTextSuite : ISuite
{
    private const int Repeats = 3;
    private const int RowCount = 10_000;
    private static readonly int[] FeatureCounts = [50_000, 200_000];
    private static readonly string[] Trainers = [TrainOnTexts.DenseNetwork, TrainOnTexts.Sdca];

    public string Name => "wide";

    public string Description => "time and memory of training on sparse texts of very many features, without options";

    public void Run(Bench bench, SuiteReport report)
    {
        var rowCount = bench.IsQuick ? RowCount / 10 : RowCount;
        foreach (var features in FeatureCounts)
        {
            var runs = Interleaved.Run(bench.Repeats(Repeats), Trainers, trainer =>
                ChildProcess.Run(bench.Threads, "train-texts", trainer, $"{rowCount}", $"{features}", $"{bench.Threads}"));
            var name = string.Create(CultureInfo.InvariantCulture, $"{rowCount:N0} texts of {features:N0} features");
            Compare($"{name}: peak memory beyond the start", "MiB",
                run => run[ChildReply.PeakMebibytes] - run[ChildReply.StartMebibytes]);
            Compare($"{name}: training", "s", run => run[ChildReply.TrainingSeconds]);
            Compare($"{name}: scoring all of them", "s", run => run[ChildReply.ScoringSeconds]);

            void Compare(string what, string unit, Func<IReadOnlyDictionary<string, double>, double> value)
            {
                var subjects = Trainers.Zip(runs, (trainer, all) => new Measurement(
                    trainer, [.. all.Where(run => HasMemory(run.Reply)).Select(run => value(run.Reply))]));
                report.Compare(what, unit, [.. subjects]);
            }
        }

        report.Note(
            "The start is when the texts are in memory and libtorch is loaded; the peak is over training and scoring. The " +
            "weights of the network have 24.5 MiB and 97.7 MiB: 128 for each feature.");
    }

    // Nothing is reported if the system does not provide it.
    private static bool HasMemory(IReadOnlyDictionary<string, double> reply) => reply.ContainsKey(ChildReply.PeakMebibytes);
}
