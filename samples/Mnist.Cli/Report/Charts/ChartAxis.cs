namespace Mnist.Cli.Report.Charts;

/// <summary>One direction of a chart.</summary>
/// <param name="Title">What is measured, and its unit.</param>
/// <param name="Min">The least value shown.</param>
/// <param name="Max">The largest value shown.</param>
/// <param name="Label">How a tick is written.</param>
internal sealed record ChartAxis(string Title, double Min, double Max, Func<double, string> Label)
{
    /// <summary>Gets the places of ticks, or <see langword="null"/> to have them chosen.</summary>
    public IReadOnlyList<double>? Ticks { get; init; }

    /// <summary>Gets whether ticks are whole numbers.</summary>
    public bool IsWhole { get; init; }
}
