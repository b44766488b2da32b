namespace Mnist.Classifier.Benchmarks;

/// <summary>Collects the results of a suite.</summary>
/// <param name="suite">The name of the suite.</param>
internal sealed class SuiteReport(string suite)
{
    private readonly List<Result> _results = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<Result> Results => _results;

    /// <summary>Gets the sentences under the table.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>
    /// Gets or sets a value indicating whether to print a row for each case and a column for each subject, with nothing but
    /// the medians and remarks.
    /// </summary>
    public bool IsGrid { get; set; }

    /// <summary>Adds subjects that did the same; the first is ours.</summary>
    public void Compare(string @case, string unit, params ReadOnlySpan<Measurement> subjects)
    {
        var ours = subjects[0];
        var isComparable = ours.Values.Count > 0 && ours.Values.All(value => value > 0);
        foreach (var subject in subjects)
        {
            _results.Add(new Result(
                suite, @case, subject.Subject, subject.Median, unit, isComparable ? subject.Median / ours.Median : null)
            {
                RangeOfRatio = !isComparable || ReferenceEquals(subject, ours) ? null : subject.RangeOfRatio(ours),
                Repeats = subject.Values.Count,
            });
        }
    }

    /// <summary>Adds accuracies or other numbers whose ratio says nothing, with their mean and deviation.</summary>
    public void Spread(string @case, string unit, params ReadOnlySpan<Measurement> subjects)
    {
        foreach (var subject in subjects)
        {
            var (mean, deviation) = Statistics.Spread(subject.Values);
            Add(@case, unit, subject, subject.Values.Count == 1
                ? ""
                : $"mean {Quantity.Format(mean, unit)} ± {Quantity.Format(deviation, unit)}");
        }
    }

    /// <summary>Adds a subject that is compared with nothing.</summary>
    public void Add(string @case, string unit, Measurement subject, string remark = "") =>
        _results.Add(new Result(suite, @case, subject.Subject, subject.Median, unit, Ratio: null)
        {
            Repeats = subject.Values.Count,
            Remark = remark,
        });

    /// <summary>Adds a sentence under the table.</summary>
    public void Note(string sentence) => _notes.Add(sentence);
}
