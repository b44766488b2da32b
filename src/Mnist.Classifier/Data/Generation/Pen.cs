namespace Mnist.Classifier.Data.Generation;

/// <summary>A pen, pressed harder here and softer there.</summary>
/// <param name="Radius">Half the mean width of its line, in pixels of the image.</param>
/// <param name="Pressure">By how much of it the radius swings.</param>
/// <param name="Frequency">How fast it swings, in radians per point of the path.</param>
/// <param name="Phase">Where the swing starts, in radians.</param>
internal readonly record struct Pen(float Radius, float Pressure, float Frequency, float Phase)
{
    // As wide as MNIST's pens, from the sharp pencil to the felt pen.
    private const float MeanRadius = 1.34f;
    private const float RadiusDeviation = 0.38f;
    private const float MinRadius = 0.6f;

    private const float MaxPressure = 0.6f;
    private const float MinFrequency = 0.05f;
    private const float MaxFrequency = 0.3f;

    /// <summary>Takes one of all the pens that people write with.</summary>
    public static Pen Draw(ref DigitRandom random)
    {
        var radius = MathF.Max(MinRadius, MeanRadius + (RadiusDeviation * random.NextBell()));
        var pressure = random.Next(0, MaxPressure);
        return new Pen(radius, pressure, random.Next(MinFrequency, MaxFrequency), random.Next(0, MathF.Tau));
    }

    /// <summary>Gets half the width of the line that ends at a point of the path.</summary>
    public float RadiusAt(int point) => Radius * (1 + (Pressure * MathF.Sin(Phase + (Frequency * point))));
}
