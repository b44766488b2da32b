namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Clouds of fog in front of the digit, three times as bright as it. Of MNIST-C's five severities the highest.
/// </summary>
internal sealed class Fog : ICorruption
{
    private const float Density = 3;
    private const float Calming = 1.4f;

    public string Name => "fog";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var plane = PlasmaFractal.DrawCorner(InkPlane.Side, Calming, random);
        var brightest = 0;
        foreach (var pixel in image)
        {
            brightest = Math.Max(brightest, pixel);
        }

        // As bright at most as the image was: the camera adjusts itself.
        var top = brightest / (float)byte.MaxValue;
        for (var i = 0; i < image.Length; i++)
        {
            var ink = image[i] / (float)byte.MaxValue;
            destination[i] = InkPlane.ToByte((ink + (Density * plane.Values[i])) * top / (top + Density));
        }
    }
}
