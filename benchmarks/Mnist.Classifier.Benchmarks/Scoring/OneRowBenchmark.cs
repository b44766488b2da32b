using BenchmarkDotNet.Attributes;

namespace Mnist.Classifier.Benchmarks;

/// <summary>One image, as BenchmarkDotNet measures it: a second opinion on the means and the allocations.</summary>
public class OneRowBenchmark
{
    private static IReadOnlyList<IRowScorer> _scorers = [];
    private static byte[][] _images = [];

    private IRowScorer? _scorer;
    private int _next;

    /// <summary>Gets the subjects.</summary>
    public static IEnumerable<string> Subjects => _scorers.Select(scorer => scorer.Subject);

    /// <summary>Gets or sets the subject that is measured.</summary>
    [ParamsSource(nameof(Subjects))]
    public string Subject { get; set; } = "";

    /// <summary>Finds the subject.</summary>
    [GlobalSetup]
    public void Find() => _scorer = _scorers.Single(scorer => scorer.Subject == Subject);

    /// <summary>Classifies the next image.</summary>
    /// <returns>The digit.</returns>
    [Benchmark]
    public int Predict()
    {
        _next = _next + 1 == _images.Length ? 0 : _next + 1;
        return _scorer!.Predict(_images[_next]);
    }

    /// <summary>Sets what to measure, for the objects that BenchmarkDotNet creates in this process.</summary>
    internal static void Prepare(IReadOnlyList<IRowScorer> scorers, byte[][] images) => (_scorers, _images) = (scorers, images);
}
