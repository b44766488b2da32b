using System.Globalization;
using System.Numerics;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Strokes of what is no digit, in units of the height of a digit; y points down.</summary>
internal static class Scribble
{
    private const float Waver = 0.03f;

    private static readonly string[] Words = ["Name", "Total", "Datum", "Summe", "Betrag", "Ort", "Nummer", "Date"];

    // Strokes are apart by a bar, points by a blank: x and y in tenths.
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['N'] = "0,10 0,0 6,10 6,0", ['a'] = "5,5 3,4 0,6 0,9 2,10 5,8|5,4 5,10", ['m'] = "0,4 0,10|0,6 2,4 3,5 3,10|3,6 5,4 6,5 6,10",
        ['e'] = "0,7 5,7 4,4 2,4 0,6 0,9 2,10 5,9", ['T'] = "0,0 7,0|3,0 3,10", ['o'] = "3,4 1,5 0,7 1,10 3,10 5,8 5,5 3,4",
        ['t'] = "2,1 2,9 4,10|0,4 4,4", ['l'] = "1,0 1,9 2,10", ['D'] = "0,0 0,10 4,9 6,6 5,2 0,0", ['u'] = "0,4 0,9 2,10 4,9|4,4 4,10",
        ['S'] = "5,1 2,0 0,2 5,6 5,9 2,10 0,9", ['B'] = "0,0 0,10 4,10 5,7 3,5 0,5|3,5 5,3 4,0 0,0", ['r'] = "0,4 0,10|0,6 3,4",
        ['g'] = "5,5 2,4 0,6 2,8 5,7|5,4 5,12 2,13 0,12", ['O'] = "3,0 0,4 1,9 4,10 7,6 6,1 3,0",
    };

    public static IReadOnlyList<Vector2[]> Draw(Random random) => random.Next(3) switch
    {
        0 => Word(Words[random.Next(Words.Length)], random),
        1 => Tick(random),
        _ => Signature(random),
    };

    private static List<Vector2[]> Word(string word, Random random)
    {
        var strokes = new List<Vector2[]>();
        var left = 0f;
        foreach (var letter in word)
        {
            var drawn = Letters[letter].Split('|').Select(stroke => stroke.Split(' ').Select(Parse).ToArray()).ToList();
            foreach (var stroke in drawn)
            {
                strokes.Add(Array.ConvertAll(stroke, point => Move(point + new Vector2(left, 0), random)));
            }

            left += drawn.Max(stroke => stroke.Max(point => point.X)) + 0.15f + (0.15f * random.NextSingle());
        }

        return strokes;
    }

    private static List<Vector2[]> Tick(Random random) =>
    [
        [
            new(0, 0.5f + (0.3f * random.NextSingle())), new(0.2f + (0.15f * random.NextSingle()), 1),
            new(0.6f + (0.6f * random.NextSingle()), 0.1f * random.NextSingle()),
        ],
    ];

    private static List<Vector2[]> Signature(Random random)
    {
        var points = new List<Vector2>();
        var (speed, loop) = (0.12f + (0.1f * random.NextSingle()), 0.7f + random.NextSingle());
        for (var time = 0f; time < 20; time += 0.2f)
        {
            var height = (0.35f * MathF.Exp(-time / 12)) + (0.1f * random.NextSingle());
            points.Add(new((speed * time) + (0.12f * MathF.Cos(loop * 2 * time)) + 0.2f, 0.6f - (height * MathF.Sin((2 * time) + (loop * MathF.Sin(time))))));
        }

        return [[.. points]];
    }

    private static Vector2 Parse(string point)
    {
        var numbers = point.Split(',');
        return new Vector2(Number(0), Number(1)) / 10;

        int Number(int place) => int.Parse(numbers[place], CultureInfo.InvariantCulture);
    }

    private static Vector2 Move(Vector2 point, Random random) =>
        point + (Waver * new Vector2((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1));
}
