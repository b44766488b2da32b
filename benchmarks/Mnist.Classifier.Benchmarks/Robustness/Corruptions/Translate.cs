namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A digit that is not in the middle but nearer to one of the corners. Of MNIST-C's five severities the third.
/// </summary>
internal sealed class Translate : ICorruption
{
    /// <summary>How many rows and how many columns it is moved by.</summary>
    public const int Distance = 3;

    public string Name => "translate";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random) =>
        (AffineWarp.Identity with { Left = random.NextSign() * Distance, Up = random.NextSign() * Distance })
            .Apply(image, destination);
}
