using Mnist.Digits.Normalization;

namespace Mnist.Digits.Tests.Normalization;

public sealed class DistanceTransformTests
{
    [Fact]
    public void Distances_are_within_a_few_percent_of_the_Euclidean_distance()
    {
        var random = new Random(2);
        var plane = new Plane(23, 31, [.. Enumerable.Range(0, 23 * 31).Select(_ => random.Next(20) == 0 ? 0f : 1)]);

        var distances = DistanceTransform.Inside(plane, 0.5f);

        for (var i = 0; i < plane.Values.Length; i++)
        {
            var nearest = Outside(plane).Min(place => MathF.Sqrt(Square(place.Row - (i / 23)) + Square(place.Column - (i % 23))));
            distances.Values[i].Should().BeApproximately(MathF.Max(nearest - 0.5f, 0), (0.06f * nearest) + 1e-4f, $"of pixel {i}");
        }
    }

    [Fact]
    public void The_inverse_measures_the_pixels_that_are_not_above_the_threshold()
    {
        var plane = new Plane(3, 1, [1, 0, 0]);

        DistanceTransform.Inside(plane, 0.5f, isInverse: true).Values.ToArray().Should().Equal(
            [0, 0.45509f, 1.41018f], (left, right) => MathF.Abs(left - right) < 1e-5f);
    }

    [Fact]
    public void Without_an_edge_distances_are_infinite() =>
        DistanceTransform.Inside(new Plane(2, 2, [1, 1, 1, 1]), 0.5f).Values.ToArray().Should().AllBeEquivalentTo(float.PositiveInfinity);

    private static IEnumerable<(int Row, int Column)> Outside(Plane plane) => Enumerable.Range(0, plane.Values.Length)
        .Where(index => plane.Values[index] < 0.5f)
        .Select(index => (index / plane.Width, index % plane.Width));

    private static float Square(float value) => value * value;
}
