using System.Globalization;
using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// A point that the pen passes through, in a box of about 1 by 1 with y pointing down. At a corner it turns sharply.
/// </summary>
internal readonly record struct ControlPoint(Vector2 Position, bool IsCorner);

/// <summary>
/// One way to write one character, in one or more poses, which have the same strokes and numbers of points. Any pose between
/// two of them may be written.
/// </summary>
/// <param name="Class">The character: 0 to 9 for digits, for others the index in a table of their own.</param>
/// <param name="Weight">How common this way is among the ways to write the character.</param>
/// <param name="Poses">The poses, each a list of strokes of at least two points.</param>
internal sealed record Glyph(int Class, float Weight, IReadOnlyList<ControlPoint[][]> Poses)
{
    public const int MaxPointsPerStroke = 16;

    /// <summary>
    /// Parses a glyph from one text per pose: <c>x,y</c> in hundredths of the box, a space between points, <c>!</c> after a
    /// corner, <c>;</c> and a space between strokes.
    /// </summary>
    /// <exception cref="FormatException">A pose has other strokes, points or corners than the first one.</exception>
    public static Glyph Parse(int @class, float weight, params string[] poses)
    {
        var parsed = Array.ConvertAll(poses, pose => Array.ConvertAll(
            pose.Split("; "), stroke => Array.ConvertAll(stroke.Split(' '), ParsePoint)));
        for (var i = 0; i < poses.Length; i++)
        {
            if (!IsOfShape(parsed[i], parsed[0]))
            {
                throw new FormatException(
                    $"Class {@class}: '{poses[i]}' must have the strokes, points and corners of '{poses[0]}', and at " +
                    $"most {MaxPointsPerStroke} points per stroke.");
            }
        }

        return new Glyph(@class, weight, parsed);
    }

    private static bool IsOfShape(ControlPoint[][] pose, ControlPoint[][] other) =>
        pose.Length == other.Length
        && pose.Zip(other).All(strokes =>
            strokes.First.Length is >= 2 and <= MaxPointsPerStroke
            && Corners(strokes.First).SequenceEqual(Corners(strokes.Second)));

    private static IEnumerable<bool> Corners(ControlPoint[] stroke) => stroke.Select(point => point.IsCorner);

    private static ControlPoint ParsePoint(string point)
    {
        var coordinates = point.TrimEnd('!').Split(',');
        var x = float.Parse(coordinates[0], CultureInfo.InvariantCulture);
        var y = float.Parse(coordinates[1], CultureInfo.InvariantCulture);
        return new ControlPoint(new Vector2(x, y) / 100, point.EndsWith('!'));
    }
}
