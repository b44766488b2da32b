namespace PretrainedModel.Corruption;

/// <summary>Draws strokes, dotted strokes and spots that do not belong to the image, in ink or in paper.</summary>
/// <param name="limit">The largest number.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class Clutter(int limit, int width, int height) : IImageChange
{
    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var count = 1 + (int)(random.NextFloat() * limit);
        for (var i = 0; i < count; i++)
        {
            // Paper takes away what belongs to the image, so it comes more rarely.
            var grey = random.NextFloat() < 0.25f ? 0 : 0.4f + (0.6f * random.NextFloat());
            if (random.NextFloat() < 0.6f)
            {
                DrawLine(pixels, grey, ref random);
            }
            else
            {
                DrawSpot(pixels, random.NextFloat() * width, random.NextFloat() * height,
                    0.5f + (2f * random.NextFloat()), grey);
            }
        }
    }

    private void DrawLine(Span<float> pixels, float grey, ref ImageRandom random)
    {
        var x = random.NextFloat() * width;
        var y = random.NextFloat() * height;
        var radius = 0.5f + (0.4f * random.NextFloat());
        var gap = random.NextFloat() < 0.5f ? 0 : 2 + (3 * random.NextFloat()); // between dots
        var turn = random.NextFloat() < 0.5f ? 0 : 1.2f; // of a zigzag
        var direction = random.NextWithin(Math.PI);
        var length = width * (0.3f + random.NextFloat());
        for (var done = 0f; done < length; done++)
        {
            if (gap == 0 || done % gap < 1)
            {
                DrawSpot(pixels, x, y, radius, grey);
            }

            if (turn != 0 && (int)done % 4 == 0)
            {
                turn = -turn;
            }

            var (sin, cos) = MathF.SinCos(direction + turn);
            (x, y) = (x + cos, y + sin);
        }
    }

    private void DrawSpot(Span<float> pixels, float x, float y, float radius, float grey)
    {
        for (var line = Math.Max(0, (int)(y - radius)); line <= Math.Min(height - 1, (int)(y + radius + 1)); line++)
        {
            for (var column = Math.Max(0, (int)(x - radius)); column <= Math.Min(width - 1, (int)(x + radius + 1)); column++)
            {
                var distance = MathF.Sqrt(((line - y) * (line - y)) + ((column - x) * (column - x)));
                var cover = Math.Clamp(radius + 0.5f - distance, 0, 1);
                ref var pixel = ref pixels[(line * width) + column];
                pixel = grey == 0 ? pixel * (1 - cover) : Math.Max(pixel, cover * grey);
            }
        }
    }
}
