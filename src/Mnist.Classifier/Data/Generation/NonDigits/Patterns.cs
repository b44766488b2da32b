using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws stripes, checks and gratings, straight or slanted, over the whole image or inside a margin.</summary>
internal static class Patterns
{
    private const int Side = SizeNormalization.Side;
    private const int MaxMargin = 8;

    public static void Draw(ref DigitRandom random, Span<byte> image)
    {
        var angle = random.NextUnit() < 0.5f ? random.NextIndex(2) * MathF.PI / 2 : random.Next(0, MathF.Tau);
        var (cos, sin) = (MathF.Cos(angle), MathF.Sin(angle));
        var (period, otherPeriod) = (random.Next(3, 14), random.Next(3, 14));
        var (phase, otherPhase) = (random.Next(0, period), random.Next(0, otherPeriod));
        var width = random.Next(0.15f, 0.6f);
        var kind = random.NextIndex(3);
        var ink = random.NextUnit() < 0.6f ? byte.MaxValue : (byte)random.Next(60, byte.MaxValue);
        var paper = random.NextUnit() < 0.8f ? (byte)0 : (byte)random.Next(0, 100);
        var margin = random.NextUnit() < 0.5f ? 0 : random.NextIndex(MaxMargin + 1);
        for (var row = margin; row < Side - margin; row++)
        {
            for (var column = margin; column < Side - margin; column++)
            {
                var along = IsInk((cos * column) + (sin * row) + phase, period, width);
                var across = IsInk((cos * row) - (sin * column) + otherPhase, otherPeriod, width);
                var isInk = kind switch
                {
                    0 => along,
                    1 => along || across,
                    _ => along != across,
                };
                image[(row * Side) + column] = isInk ? ink : paper;
            }
        }
    }

    private static bool IsInk(float place, float period, float width)
    {
        var share = place / period;
        return share - MathF.Floor(share) < width;
    }
}
