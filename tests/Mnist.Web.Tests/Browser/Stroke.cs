namespace Mnist.Web.Tests.Browser;

/// <summary>A stroke on paper that is 1 wide and 1 high.</summary>
public sealed record Stroke(IReadOnlyList<(double X, double Y)> Points)
{
    private const int PointsOfArc = 14;

    public static Stroke[] One { get; } = [Of((0.55, 0.15), (0.5, 0.5), (0.46, 0.85))];

    public static Stroke[] Three { get; } =
    [
        new([.. Arc((0.5, 0.31), (0.17, 0.17), from: -150, to: 80), .. Arc((0.5, 0.66), (0.21, 0.19), from: -80, to: 150)]),
    ];

    public static Stroke[] Seven { get; } = [Of((0.28, 0.18), (0.5, 0.18), (0.73, 0.18), (0.6, 0.5), (0.45, 0.85))];

    public static Stroke Of(params (double X, double Y)[] points) => new(points);

    private static IEnumerable<(double X, double Y)> Arc(
        (double X, double Y) centre, (double X, double Y) radius, double from, double to) =>
        Enumerable.Range(0, PointsOfArc + 1)
            .Select(i => double.DegreesToRadians(from + ((to - from) * i / PointsOfArc)))
            .Select(angle => (centre.X + (radius.X * Math.Cos(angle)), centre.Y + (radius.Y * Math.Sin(angle))));
}
