using System.Numerics;
using Mnist.Classifier.Benchmarks;

namespace Mnist.Classifier.Tests.Benchmarks;

public sealed class OutlineTests
{
    private static readonly Outline SquareWithAHole = Outline.Parse("0,0 100,0 100,100 0,100; 25,25 75,25 75,75 25,75");

    [Theory]
    [InlineData(0.1f, 0.1f, true)]
    [InlineData(0.9f, 0.5f, true)]
    [InlineData(0.5f, 0.5f, false)]
    [InlineData(1.1f, 0.5f, false)]
    [InlineData(-0.1f, 0.5f, false)]
    [InlineData(0.5f, 1.1f, false)]
    public void A_hole_is_outside(float x, float y, bool isInside) =>
        SquareWithAHole.Contains(new Vector2(x, y)).Should().Be(isInside);

    [Fact]
    public void A_garment_covers_a_part_of_its_box() => GarmentOutlines.All.Should().HaveCount(10).And.AllSatisfy(outline =>
        outline.Polygons.SelectMany(corners => corners).Should().OnlyContain(
            corner => corner.X >= 0 && corner.X <= 1 && corner.Y >= 0 && corner.Y <= 1));
}
