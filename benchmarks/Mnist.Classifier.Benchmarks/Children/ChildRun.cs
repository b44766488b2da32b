namespace Mnist.Classifier.Benchmarks;

/// <summary>The run of a child.</summary>
/// <param name="Seconds">From before its start to after its end.</param>
/// <param name="Reply">Its reply.</param>
internal sealed record ChildRun(double Seconds, IReadOnlyDictionary<string, double> Reply)
{
    public static Measurement Times(string subject, IEnumerable<ChildRun> runs) =>
        new(subject, [.. runs.Select(run => run.Seconds)]);

    /// <summary>Gets the peak memory in MiB; no values where the system does not tell.</summary>
    public static Measurement Peaks(string subject, IEnumerable<ChildRun> runs) => new(
        subject,
        [.. runs.Where(run => run.Reply.ContainsKey(ChildReply.PeakMebibytes))
            .Select(run => run.Reply[ChildReply.PeakMebibytes])]);
}
