using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Drops of mud, grey, that cover the digit in places. Of MNIST-C's five severities the fourth.</summary>
internal sealed class Spatter : ICorruption
{
    private const float MeanWetness = 0.65f;
    private const float DeviationOfWetness = 0.3f;
    private const float WetFrom = 0.65f;
    private const float CoveredFrom = 0.8f;
    private const float Mud = 63f / 255;

    private static readonly GaussianFilter Pool = new(1);
    private static readonly GaussianFilter Edge = new(1.5f);

    public string Name => "spatter";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var wetness = new Plane(InkPlane.Side, InkPlane.Side);
        for (var i = 0; i < wetness.Values.Length; i++)
        {
            wetness.Values[i] = MeanWetness + (DeviationOfWetness * random.NextGaussian());
        }

        // Few wet pixels soak in, and the drops are left.
        var cover = Edge.Apply(Pool.Apply(wetness).Map(wet => wet > WetFrom ? 1 : 0));
        for (var i = 0; i < image.Length; i++)
        {
            var share = cover.Values[i] < CoveredFrom ? 0 : cover.Values[i];
            destination[i] = InkPlane.ToByte(float.Lerp(image[i] / (float)byte.MaxValue, Mud, share));
        }
    }
}
