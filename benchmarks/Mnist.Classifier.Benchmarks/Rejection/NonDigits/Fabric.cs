using System.Numerics;
using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>What a garment is made of: a grey that becomes darker or lighter downwards, plain, striped or chequered.</summary>
/// <param name="Grey">The mean, 0 to 255.</param>
/// <param name="Slope">The relative change from the top to the bottom.</param>
/// <param name="Stripes">The frequency of stripes, in radians per pixel in each direction; 0 for none.</param>
/// <param name="Contrast">The relative contrast of stripes.</param>
internal readonly record struct Fabric(float Grey, float Slope, Vector2 Stripes, float Contrast)
{
    private const float MinGrey = 70;
    private const float MaxGrey = 245;
    private const float MaxSlope = 0.6f;
    private const float MinStripes = 0.6f;
    private const float MaxStripes = 2.2f;
    private const float MaxContrast = 0.5f;
    private const float PlainShare = 0.4f;
    private const float Grain = 0.06f;

    public static Fabric Draw(ref DigitRandom random)
    {
        var (grey, slope) = (random.Next(MinGrey, MaxGrey), random.Next(-MaxSlope, MaxSlope));
        var stripes = new Vector2(NextStripes(ref random), NextStripes(ref random));
        return new Fabric(grey, slope, stripes, random.Next(0, MaxContrast));
    }

    /// <summary>Gets the grey of a pixel, at least 1.</summary>
    public byte At(int row, int column, ref DigitRandom random)
    {
        var light = 1 + (Slope * ((row / (float)NonDigitImages.Side) - 0.5f));
        var pattern = 1 + (Contrast * (MathF.Sin(Stripes.X * column) + MathF.Sin(Stripes.Y * row)));
        return (byte)Math.Clamp(Grey * light * pattern * (1 + (Grain * random.NextBell())), 1, byte.MaxValue);
    }

    private static float NextStripes(ref DigitRandom random) =>
        random.NextUnit() < PlainShare ? 0 : random.Next(MinStripes, MaxStripes);
}
