using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Resamples an image smaller or larger, and off the middle.</summary>
internal static class Placement
{
    private const int Side = SizeNormalization.Side;
    private const float MinScale = 0.5f;
    private const float MaxScale = 1.3f;
    private const float MaxShift = 4;

    public static void Move(ReadOnlySpan<byte> source, ref DigitRandom random, Span<byte> image)
    {
        var perPixel = 1 / random.Next(MinScale, MaxScale);
        var middle = (Side - 1) / 2f;
        var (shiftX, shiftY) = (random.Next(-MaxShift, MaxShift), random.Next(-MaxShift, MaxShift));
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var x = middle + ((column - middle - shiftX) * perPixel);
                var y = middle + ((row - middle - shiftY) * perPixel);
                image[(row * Side) + column] = (byte)MathF.Round(Sample(source, x, y));
            }
        }
    }

    // Bilinear interpolation; outside everything is paper.
    private static float Sample(ReadOnlySpan<byte> source, float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (right, bottom) = (x - left, y - top);
        return ((1 - bottom) * (((1 - right) * At(source, left, top)) + (right * At(source, left + 1, top))))
            + (bottom * (((1 - right) * At(source, left, top + 1)) + (right * At(source, left + 1, top + 1))));
    }

    private static float At(ReadOnlySpan<byte> source, int column, int row) =>
        column is >= 0 and < Side && row is >= 0 and < Side ? source[(row * Side) + column] : 0;
}
