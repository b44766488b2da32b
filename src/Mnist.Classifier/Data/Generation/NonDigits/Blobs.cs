using System.Numerics;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws smooth blobs: a sum of a few waves, grey or with sharp edges, everywhere or only in the middle.</summary>
internal static class Blobs
{
    private const int Side = SizeNormalization.Side;
    private const int MaxWaves = 6;
    private const float MinFrequency = 0.1f;
    private const float MaxFrequency = 0.6f;

    public static void Draw(ref DigitRandom random, Span<byte> image)
    {
        // For each wave, its direction and frequency in radians per pixel, and its phase.
        Span<Vector3> waves = stackalloc Vector3[2 + random.NextIndex(MaxWaves - 1)];
        foreach (ref var wave in waves)
        {
            var (angle, frequency) = (random.Next(0, MathF.Tau), random.Next(MinFrequency, MaxFrequency));
            wave = new Vector3(frequency * MathF.Cos(angle), frequency * MathF.Sin(angle), random.Next(0, MathF.Tau));
        }

        var sharpness = random.NextUnit() < 0.6f ? random.Next(4, 12) : random.Next(0.6f, 1.5f);
        var level = random.Next(-0.4f, 0.9f);
        var ink = random.NextUnit() < 0.6f ? byte.MaxValue : random.Next(60, byte.MaxValue);
        var radius = random.NextUnit() < 0.6f ? random.Next(7, 12) : 2 * Side;
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var height = 0f;
                foreach (var wave in waves)
                {
                    height += MathF.Cos((wave.X * column) + (wave.Y * row) + wave.Z);
                }

                var inside = 0.5f + (sharpness * ((height / MathF.Sqrt(waves.Length)) - level) / 2);
                var distance = new Vector2(column - (Side / 2f), row - (Side / 2f)).Length();
                var share = Math.Clamp(inside, 0, 1) * Math.Clamp(radius - distance, 0, 1);
                image[(row * Side) + column] = (byte)(ink * share);
            }
        }
    }
}
