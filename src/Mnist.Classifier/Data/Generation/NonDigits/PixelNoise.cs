using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws noise of several kinds and grain sizes, plain grey, gradients of grey, and blank images.</summary>
internal static class PixelNoise
{
    private const int Side = SizeNormalization.Side;
    private const int MaxGrain = 5;

    public static void Draw(ref DigitRandom random, Span<byte> image)
    {
        var grain = random.NextUnit() < 0.5f ? 1 : 2 + random.NextIndex(MaxGrain - 1);
        var density = random.Next(0.03f, 1);
        var isBinary = random.NextUnit() < 0.4f;
        var (low, slopeX, slopeY) = (random.Next(0, byte.MaxValue), random.Next(-8, 8), random.Next(-8, 8));
        var strength = random.Next(20, byte.MaxValue);
        switch (random.NextIndex(10))
        {
            case < 6: // on paper
                (low, slopeX, slopeY) = (0, 0, 0);
                break;
            case < 8: // plain or a gradient, without noise
                density = 0;
                slopeX = random.NextUnit() < 0.3f ? 0 : slopeX;
                slopeY = random.NextUnit() < 0.3f ? 0 : slopeY;
                break;
        }

        for (var row = 0; row < Side; row += grain)
        {
            for (var column = 0; column < Side; column += grain)
            {
                var value = random.NextUnit() >= density ? 0
                    : isBinary ? byte.MaxValue
                    : strength * MathF.Abs(random.NextBell()) / 2;
                var grey = low + (slopeX * (column - (Side / 2))) + (slopeY * (row - (Side / 2))) + value;
                Fill(image, row, column, grain, (byte)Math.Clamp(grey, 0, byte.MaxValue));
            }
        }
    }

    private static void Fill(Span<byte> image, int top, int left, int grain, byte grey)
    {
        for (var row = top; row < Math.Min(top + grain, Side); row++)
        {
            image[((row * Side) + left)..((row * Side) + Math.Min(left + grain, Side))].Fill(grey);
        }
    }
}
