namespace Mnist.Cli.Report.Charts;

/// <summary>An axis of a chart.</summary>
/// <param name="Title">What is measured, and its unit.</param>
/// <param name="Min">The smallest value shown.</param>
/// <param name="Max">The largest value shown.</param>
/// <param name="Label">Writes a tick.</param>
internal sealed record ChartAxis(string Title, double Min, double Max, Func<double, string> Label)
{
    /// <summary>Gets the ticks, or <see langword="null"/> for automatic ones.</summary>
    public IReadOnlyList<double>? Ticks { get; init; }

    /// <summary>Gets a value indicating whether ticks are whole numbers.</summary>
    public bool IsWhole { get; init; }
}
