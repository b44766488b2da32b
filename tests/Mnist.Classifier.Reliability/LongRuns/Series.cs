using System.Globalization;

namespace Mnist.Classifier.Reliability;

/// <summary>What the process holds after so and so many of one thing.</summary>
/// <param name="unit">The thing, in the plural.</param>
/// <param name="firstCount">After how many of them the process has all that it makes once for good.</param>
internal sealed class Series(string unit, int firstCount)
{
    private const double Tolerance = 0.05;

    private readonly List<(long Count, Resources Resources)> _points = [];

    /// <summary>Gets how many there are in one call.</summary>
    public int UnitsPerCall { get; init; } = 1;

    /// <summary>Gets whether the resident memory is only shown: the compiler's own has no limit that is known.</summary>
    public bool IsResidentOnlyShown { get; init; }

    /// <summary>Takes in what a process of its own has seen, line by line.</summary>
    public void Read(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var parts = line.Split(' ', 2);
            _points.Add((long.Parse(parts[0], CultureInfo.InvariantCulture), Resources.Parse(parts[1])));
        }
    }

    /// <summary>Prints what was seen, for <see cref="Read"/>.</summary>
    public void Print()
    {
        foreach (var (count, resources) in _points)
        {
            Console.WriteLine($"{count} {resources.ToLine()}");
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="callCount">How often.</param>
    /// <param name="pointCount">At how many points to look, the first one included.</param>
    /// <param name="call">Does it, and is told how often before.</param>
    public void Repeat(int callCount, int pointCount, Action<int> call)
    {
        // Looking takes things too, the first time, and so does telling: the console has pipes and a thread for signals.
        _ = Resources.Take();
        Console.Error.WriteLine($"{Text.Of(callCount * UnitsPerCall)} {unit} are begun.");
        var every = callCount / (pointCount - 1);
        for (var i = 1; i <= callCount; i++)
        {
            call(i - 1);
            if (i * UnitsPerCall == firstCount || (i * UnitsPerCall > firstCount && i % every == 0))
            {
                _points.Add(((long)i * UnitsPerCall, Resources.Take()));
                Console.Error.WriteLine($"{Text.Of(_points[^1].Count)} {unit}: {string.Join(", ", _points[^1].Resources.Cells)}");
            }
        }
    }

    public void AddTo(Report report, string what, string promised)
    {
        var (first, last) = (_points[0].Resources, _points[^1].Resources);
        report.Check(
            $"{Text.Of(_points[^1].Count)} {what}", promised,
            $"{last.GrowthSince(first)}; tensors {last.Tensors}, handles {first.Handles} to {last.Handles}, threads {first.Threads} " +
            $"to {last.Threads}, temporary files {first.TemporaryFiles} to {last.TemporaryFiles}",
            last.IsLike(IsResidentOnlyShown ? first with { Resident = last.Resident } : first, Tolerance) && last.Tensors == 0);
        report.Add(new Table(
            [$"{what}: {unit} so far", .. Resources.Header],
            [.. _points.Select(IReadOnlyList<string> (point) => [Text.Of(point.Count), .. point.Resources.Cells])]));
    }
}
