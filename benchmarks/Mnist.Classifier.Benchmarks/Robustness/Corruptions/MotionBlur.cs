using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A camera that was moved: each point leaves a trail that fades like one half of a bell curve, at an angle of up to 45
/// degrees to a row. Of MNIST-C's five severities the lowest.
/// </summary>
internal sealed class MotionBlur : ICorruption
{
    private const int Length = 21;
    private const float Deviation = 3;
    private const float LargestAngle = MathF.PI / 4;

    private static readonly float[] Weights = FadingWeights();

    public string Name => "motion blur";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var (sine, cosine) = MathF.SinCos(LargestAngle * ((2 * random.NextSingle()) - 1));
        var source = InkPlane.Read(image);
        var result = new Plane(source.Width, source.Height);
        for (var step = 0; step < Length; step++)
        {
            var (left, up) = ((int)MathF.Round(step * cosine), (int)MathF.Round(step * sine));
            AddMoved(source, left, up, Weights[step], result);
        }

        InkPlane.Write(result, destination);
    }

    private static void AddMoved(Plane source, int left, int up, float weight, Plane result)
    {
        for (var row = 0; row < result.Height; row++)
        {
            var from = source.Row(Math.Clamp(row + up, 0, source.Height - 1));
            var to = result.Row(row);
            for (var column = 0; column < to.Length; column++)
            {
                to[column] += weight * from[Math.Min(column + left, from.Length - 1)];
            }
        }
    }

    private static float[] FadingWeights()
    {
        var weights = Enumerable.Range(0, Length).Select(step => GaussianFilter.Bell(step, Deviation)).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
