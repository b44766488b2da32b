namespace Mnist.Classifier.Benchmarks;

/// <summary>A digit that is too small. Of MNIST-C's five severities the third.</summary>
internal sealed class Scale : ICorruption
{
    /// <summary>The size relative to the original.</summary>
    public const float Share = 0.7f;

    public string Name => "scale";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random) =>
        new AffineWarp(1 / Share, 0, 0, 1 / Share).Apply(image, destination);
}
