using System.Globalization;
using System.Numerics;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A flat shape with straight edges. The inside of two of its polygons is a hole.</summary>
/// <param name="Polygons">The corners of each polygon, in a box of 1 by 1 with y pointing down.</param>
internal sealed record Outline(IReadOnlyList<Vector2[]> Polygons)
{
    /// <summary>
    /// Parses an outline from text: <c>x,y</c> in hundredths of the box, a space between corners, <c>;</c> and a space
    /// between polygons.
    /// </summary>
    public static Outline Parse(string text) =>
        new([.. text.Split("; ").Select(polygon => Array.ConvertAll(polygon.Split(' '), ParseCorner))]);

    /// <summary>Moves every corner.</summary>
    public Outline Map(Func<Vector2, Vector2> map) =>
        new([.. Polygons.Select(polygon => Array.ConvertAll(polygon, corner => map(corner)))]);

    /// <summary>Returns whether a point is inside: a ray from it to the right crosses an odd number of edges.</summary>
    public bool Contains(Vector2 point)
    {
        var isInside = false;
        foreach (var polygon in Polygons)
        {
            var from = polygon[^1];
            foreach (var to in polygon)
            {
                if (from.Y > point.Y != to.Y > point.Y
                    && point.X < from.X + ((point.Y - from.Y) / (to.Y - from.Y) * (to.X - from.X)))
                {
                    isInside = !isInside;
                }

                from = to;
            }
        }

        return isInside;
    }

    private static Vector2 ParseCorner(string corner)
    {
        var coordinates = corner.Split(',');
        return new Vector2(
            float.Parse(coordinates[0], CultureInfo.InvariantCulture), float.Parse(
                coordinates[1], CultureInfo.InvariantCulture)) / 100;
    }
}
