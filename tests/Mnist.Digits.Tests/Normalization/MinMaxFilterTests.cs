using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Digits.Normalization;

namespace Mnist.Digits.Tests.Normalization;

/// <summary>Compares the filters with a search of every window.</summary>
public sealed class MinMaxFilterTests
{
    [Property(MaxTest = 40)]
    public Property They_are_the_extremes_of_the_square_around_each_pixel() => Prop.ForAll(
        Gen.Choose(1, 100).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        Gen.Choose(0, 40).ToArbitrary(),
        (width, height, radius) =>
        {
            var random = new Random(width + height);
            var plane = new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())]);
            float[] before = [.. plane.Values];

            var opened = MinMaxFilter.Open(plane, radius);
            var range = MinMaxFilter.Range(plane, radius);

            var least = Squares(plane, radius, MathF.Min);
            opened.Values.ToArray().Should().Equal(Squares(least, radius, MathF.Max).Values.ToArray());
            range.Values.ToArray().Should().Equal(
                Squares(plane, radius, MathF.Max).Values.ToArray().Zip(least.Values.ToArray(), (greatest, smallest) => greatest - smallest));
            (opened.Width, opened.Height, range.Width, range.Height).Should().Be((width, height, width, height));
            plane.Values.ToArray().Should().Equal(before, "the picture is left as it is");
        });

    private static Plane Squares(Plane plane, int radius, Func<float, float, float> extreme)
    {
        var result = new Plane(plane.Width, plane.Height);
        for (var row = 0; row < plane.Height; row++)
        {
            for (var column = 0; column < plane.Width; column++)
            {
                result.Row(row)[column] = Square(plane, row, column, radius, extreme);
            }
        }

        return result;
    }

    private static float Square(Plane plane, int row, int column, int radius, Func<float, float, float> extreme)
    {
        var found = plane.Row(row)[column];
        for (var y = Math.Max(row - radius, 0); y <= Math.Min(row + radius, plane.Height - 1); y++)
        {
            for (var x = Math.Max(column - radius, 0); x <= Math.Min(column + radius, plane.Width - 1); x++)
            {
                found = extreme(found, plane.Row(y)[x]);
            }
        }

        return found;
    }
}
