using System.Globalization;
using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>One way to write one digit: the strokes of the pen, each a list of points.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Weight">How common this way is among the ways to write the digit.</param>
/// <param name="Strokes">The strokes, each of at least two points.</param>
internal sealed record Glyph(int Digit, float Weight, IReadOnlyList<ControlPoint[]> Strokes)
{
    /// <summary>
    /// Makes a glyph from text: <c>x,y</c> in hundredths of the box, a space between points, <c>!</c> after a corner,
    /// one text per stroke.
    /// </summary>
    public static Glyph Parse(int digit, float weight, params string[] strokes) =>
        new(digit, weight, Array.ConvertAll(strokes, ParseStroke));

    private static ControlPoint[] ParseStroke(string stroke) => Array.ConvertAll(stroke.Split(' '), ParsePoint);

    private static ControlPoint ParsePoint(string point)
    {
        var coordinates = point.TrimEnd('!').Split(',');
        var x = float.Parse(coordinates[0], CultureInfo.InvariantCulture);
        var y = float.Parse(coordinates[1], CultureInfo.InvariantCulture);
        return new ControlPoint(new Vector2(x, y) / 100, point.EndsWith('!'));
    }
}
