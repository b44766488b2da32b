using System.Numerics;

namespace PretrainedModel.Strokes;

/// <summary>Creates strokes that vary in a few parameters, in a box of about 1 by 1; y points down.</summary>
internal static class StrokeForms
{
    /// <summary>A 1 with a flag and without a foot, as many schools teach it.</summary>
    public static Vector2[][] FootlessOne(Random random)
    {
        var angle = float.DegreesToRadians(random.Between(25, 70));
        var flag = random.Between(0.12f, 0.75f) * new Vector2(-MathF.Sin(angle), MathF.Cos(angle));
        var bend = random.Between(-0.08f, 0.08f);
        var lean = random.Between(-0.12f, 0.12f);
        return
        [
            [flag, (flag / 2) + new Vector2(0, random.Between(-0.04f, 0.04f)), Vector2.Zero],
            [Vector2.Zero, new(bend + (lean / 2), 0.5f), new(lean, 1)],
        ];
    }

    /// <summary>A 7 with a wave or a serif at its top, most with a bar.</summary>
    public static Vector2[][] WavySeven(Random random)
    {
        var wave = random.Between(0, 0.25f);
        var width = random.Between(0.5f, 0.8f);
        var corner = new Vector2(width, random.Between(-0.08f, 0.08f));
        var foot = new Vector2(random.Between(0.05f, 0.45f), 1);
        var middle = Vector2.Lerp(corner, foot, random.Between(0.35f, 0.72f)) + new Vector2(random.Between(-0.1f, 0.04f), 0);
        var strokes = new List<Vector2[]>
        {
            new[]
            {
                new Vector2(0, wave * 0.6f), new(0.22f * width, -wave * 0.5f), new(0.5f * width, wave * 0.3f),
                new(0.78f * width, wave * 0.5f), corner,
            },
            new[] { corner, middle, foot },
        };
        if (random.NextSingle() < 0.65f)
        {
            var reach = new Vector2(random.Between(0.15f, 0.35f), random.Between(-0.1f, 0.08f));
            strokes.Add([middle - reach, middle, middle + reach]);
        }

        if (random.NextSingle() < 0.3f)
        {
            var start = strokes[0][0];
            strokes.Add([start, start + new Vector2(random.Between(-0.06f, 0.04f), random.Between(0.08f, 0.35f))]);
        }

        return [.. strokes];
    }

    /// <summary>A teacher's tick or, less often, half a one.</summary>
    public static Vector2[][] AnyTick(Random random) => random.NextSingle() < 0.7f ? Tick(random) : HalfTick(random);

    /// <summary>A teacher's tick, some crossed out, as half a point is given.</summary>
    private static Vector2[][] Tick(Random random)
    {
        var corner = new Vector2(random.Between(0.15f, 0.45f), 1);
        var start = corner + new Vector2(-random.Between(0.1f, 0.45f), -random.Between(0.15f, 0.6f));
        var end = new Vector2(corner.X + random.Between(0.25f, 1), random.Between(-0.1f, 0.2f));
        var sag = new Vector2(random.Between(-0.05f, 0.08f), random.Between(-0.04f, 0.1f));
        var strokes = new List<Vector2[]> { new[] { start, ((start + corner) / 2) + (sag / 2), corner } };
        if (random.NextSingle() < 0.3f)
        {
            // Flat at the bottom: two corners.
            var second = corner + new Vector2(random.Between(0.05f, 0.25f), random.Between(-0.06f, 0.03f));
            strokes.Add([corner, second]);
            corner = second;
        }

        strokes.Add([corner, ((corner + end) / 2) + sag, end]);
        if (random.NextSingle() < 0.2f)
        {
            var crossing = Vector2.Lerp(corner, end, random.Between(0.3f, 0.8f));
            var reach = new Vector2(random.Between(0.12f, 0.3f), random.Between(-0.1f, 0.3f));
            strokes.Add([crossing - reach, crossing + reach]);
        }

        return random.NextSingle() < 0.25f
            ? [.. strokes.Select(stroke => Array.ConvertAll(stroke, point => new Vector2(-point.X, point.Y)))]
            : [.. strokes];
    }

    /// <summary>A wave as tall as a digit, as teachers sign for half a point.</summary>
    private static Vector2[][] HalfTick(Random random)
    {
        var peak = new Vector2(random.Between(0.2f, 0.45f), 0);
        var trough = new Vector2(random.Between(0.55f, 0.85f), 1);
        Vector2[] wave =
        [
            new(0, random.Between(0.2f, 0.8f)), peak, Vector2.Lerp(peak, trough, 0.5f), trough,
            new(trough.X + random.Between(0.1f, 0.5f), random.Between(0.3f, 0.9f)),
        ];
        return random.NextSingle() < 0.5f ? [wave] : [wave[..2], wave[1..4], wave[3..]];
    }
}
