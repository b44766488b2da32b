using System.Globalization;

namespace Mnist.Batch.Training;

/// <summary>The outcomes of a sweep, network by network.</summary>
internal static class SweepTable
{
    /// <summary>
    /// Returns the table, the best network first, by the mean accuracy of its seeds on the held-out rows. The test images are
    /// not used for that, and are reported for the chosen network alone.
    /// </summary>
    public static string Of(IEnumerable<TrainingOutcome> outcomes)
    {
        var networks = outcomes
            .GroupBy(outcome => string.Join(',', outcome.HiddenLayers))
            .Select(group => (
                Hidden: group.Key, HeldOut: Share(group.Select(outcome => outcome.HeldOut)), Outcomes: group.ToList()))
            .OrderByDescending(network => network.Outcomes.Average(outcome => outcome.HeldOut))
            .ToList();
        var (hidden, _, chosen) = networks[0];
        return string.Join('\n',
        [
            "hidden layers    seeds    held-out rows",
            .. networks.Select(network => $"{network.Hidden,-16} {network.Outcomes.Count,5}    {network.HeldOut}"),
            $"Chosen: {hidden}, which classifies {Share(chosen.Select(outcome => outcome.Test))} of the test images correctly.",
        ]);
    }

    // Mean and standard deviation.
    private static string Share(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        var spread = all.Count > 1 ? Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1)) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean:F2} ± {100 * spread:F2} %");
    }
}
