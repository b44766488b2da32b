namespace Mnist.Classifier.Benchmarks;

/// <summary>Rotation in either direction; the second of the five severities of MNIST-C.</summary>
internal sealed class Rotate : ICorruption
{
    /// <summary>How far to turn, in radians: 23 degrees.</summary>
    public const float Angle = 0.4f;

    public string Name => "rotate";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var (sine, cosine) = MathF.SinCos(random.NextSign() * Angle);
        new AffineWarp(cosine, -sine, sine, cosine).Apply(image, destination);
    }
}
