using System.Globalization;

namespace Mnist.Classifier.Fuzzing.Reporting;

/// <summary>Results as a table of Markdown.</summary>
internal static class ResultTable
{
    public const string Header =
        "| target | inputs | accepted | refused | wrong | points reached | by seeds alone | longest, ms " +
        "| most allocated, MB | working set above the start, MB | inputs per second |\n" +
        "|---|---|---|---|---|---|---|---|---|---|---|";

    public static string Row(TargetResult result)
    {
        var state = result.State;
        var growth = Math.Max(state.LargestWorkingSet - state.FirstWorkingSet, 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Target} | {state.Inputs:N0} | {state.Accepted:N0} | {state.Refused:N0} | " +
            $"{state.Failed + result.Crashes:N0} | {state.Points:N0} | {state.PointsBySeeds:N0} | " +
            $"{state.LongestMicroseconds / 1e3:N1} | {state.MostAllocated / 1e6:N1} | {growth / 1e6:N0} | " +
            $"{state.Inputs / result.Time.TotalSeconds:N0} |");
    }
}
