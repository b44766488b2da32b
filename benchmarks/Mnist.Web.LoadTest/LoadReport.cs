namespace Mnist.Web.LoadTest;

/// <summary>What came of it.</summary>
/// <param name="Seconds">How long each answer took, the shortest first.</param>
/// <param name="Duration">How long it went on.</param>
/// <param name="Errors">What went wrong.</param>
/// <param name="RefusedCount">How many requests an address made beyond its limit.</param>
/// <param name="Memory">The server's working set at the start, in the middle and at the end, where it is known.</param>
internal sealed record LoadReport(
    IReadOnlyList<double> Seconds, TimeSpan Duration, IReadOnlyCollection<string> Errors, int RefusedCount,
    IReadOnlyList<long?> Memory)
{
    private const double Mebibyte = 1 << 20;
    private const double Allowance = 32 * Mebibyte; // for variations of the garbage collector
    private const double AllowedGrowth = 1.15;
    private const int ErrorsShown = 5;

    public bool IsGood => Errors.Count == 0 && Seconds.Count > 0 && !IsGrowing;

    private bool IsGrowing => Memory[^1] > (Memory[1] * AllowedGrowth) + Allowance;

    public void Print()
    {
        Print($"{Seconds.Count / Duration.TotalSeconds:N0} requests per second ({Seconds.Count:N0} in all)");
        Print($"p50 {Quantile(0.50) * 1_000:N1} ms, p99 {Quantile(0.99) * 1_000:N1} ms, slowest {Quantile(1) * 1_000:N1} ms");
        Print($"{RefusedCount:N0} refused as too many, {Errors.Count:N0} errors");
        foreach (var error in Errors.Take(ErrorsShown))
        {
            Print($"  {error}");
        }

        if (Memory.All(bytes => bytes is not null))
        {
            var memory = Memory.Select(bytes => bytes / Mebibyte).ToList();
            Print($"working set {memory[0]:N0}, {memory[1]:N0}, {memory[^1]:N0} MiB (start, middle, end)");
            Print($"memory {(IsGrowing ? "grows" : "does not grow")}");
        }
    }

    private double Quantile(double share) =>
        Seconds.Count == 0 ? double.NaN : Seconds[Math.Min((int)(share * Seconds.Count), Seconds.Count - 1)];

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
