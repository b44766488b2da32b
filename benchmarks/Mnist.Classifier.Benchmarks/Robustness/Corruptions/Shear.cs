namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A slanted hand: what stood upright leans to one side or the other and keeps its length. Of MNIST-C's five severities the
/// second.
/// </summary>
internal sealed class Shear : ICorruption
{
    /// <summary>How far to lean, in radians.</summary>
    private const float Angle = 0.4f;

    public string Name => "shear";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var (sine, cosine) = MathF.SinCos(random.NextSign() * Angle);
        new AffineWarp(1, -sine, 0, cosine).Apply(image, destination);
    }
}
