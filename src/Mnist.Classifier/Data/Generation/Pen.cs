namespace Mnist.Classifier.Data.Generation;

/// <summary>A pen whose pressure varies along the path.</summary>
/// <param name="Radius">Half the mean width of its line, in pixels of the image.</param>
/// <param name="Pressure">The amplitude of the radius, as a fraction of it.</param>
/// <param name="Frequency">The frequency of the radius, in radians per point of the path.</param>
/// <param name="Phase">The phase of the radius at the first point, in radians.</param>
internal readonly record struct Pen(float Radius, float Pressure, float Frequency, float Phase)
{
    // As wide as the pens of MNIST, from sharp pencils to felt pens.
    private const float MeanRadius = 1.34f;
    private const float RadiusDeviation = 0.38f;
    private const float MinRadius = 0.6f;

    private const float MaxPressure = 0.6f;
    private const float MinFrequency = 0.05f;
    private const float MaxFrequency = 0.3f;

    /// <summary>Draws a pen at random.</summary>
    public static Pen Draw(ref DigitRandom random)
    {
        var radius = MathF.Max(MinRadius, MeanRadius + (RadiusDeviation * random.NextBell()));
        var pressure = random.Next(0, MaxPressure);
        return new Pen(radius, pressure, random.Next(MinFrequency, MaxFrequency), random.Next(0, MathF.Tau));
    }

    /// <summary>Returns half the width of the line that ends at a point of the path.</summary>
    public float RadiusAt(int point) => Radius * (1 + (Pressure * MathF.Sin(Phase + (Frequency * point))));
}
