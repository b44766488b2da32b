using System.Text.Json.Serialization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>One line of a table, and one object of the JSON file.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Case">What the subjects were asked to do.</param>
/// <param name="Subject">The program that was measured.</param>
/// <param name="Median">The median of the repeats; null if it could not be measured.</param>
/// <param name="Unit">The unit of the median.</param>
/// <param name="Ratio">The median divided by ours in the same case; null if that has no meaning.</param>
internal sealed record Result(string Suite, string Case, string Subject, double? Median, string Unit, double? Ratio)
{
    /// <summary>Gets the smallest and the largest ratio of the repeats.</summary>
    [JsonIgnore]
    public (double Minimum, double Maximum)? RangeOfRatio { get; init; }

    /// <summary>Gets how many repeats there were.</summary>
    [JsonIgnore]
    public int Repeats { get; init; }

    /// <summary>Gets a short remark.</summary>
    [JsonIgnore]
    public string Remark { get; init; } = "";
}
