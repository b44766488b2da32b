using Mnist.Classifier.Benchmarks;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>Where ink goes that is moved, turned or smeared.</summary>
public sealed class MovingCorruptionTests
{
    private const double Middle = 13.5;
    private static readonly byte[] Square = Images.Block(top: 10, left: 10, height: 8, width: 8);

    [Fact]
    public void Translated_ink_moves_by_three_rows_and_columns_to_each_of_the_four_sides()
    {
        var image = Images.Draw((row, column) =>
            row is >= 4 and < 24 && column is >= 4 and < 24 ? (row * 10) + (column % 7) : 0);

        var moved = Enumerable.Range(0, 40).Select(seed => Images.Corrupt(new Translate(), image, seed));

        var sides = moved.Select(corrupted => (
            from down in new[] { -Translate.Distance, Translate.Distance }
            from right in new[] { -Translate.Distance, Translate.Distance }
            where corrupted.SequenceEqual(Images.Draw((row, column) => At(row - down, column - right)))
            select (down, right)).Single());
        sides.Distinct().Should().HaveCount(4);

        int At(int row, int column) => row is >= 0 and < 28 && column is >= 0 and < 28 ? image[(row * 28) + column] : 0;
    }

    [Fact]
    public void Scaled_ink_is_seven_tenths_as_high_and_as_wide()
    {
        var image = Images.Block(top: 4, left: 9, height: 20, width: 10);

        var scaled = Images.Corrupt(new Scale(), image);

        // Without ink lost between pixels, the mass goes with the area, and a row's or column's with the length.
        (Mass(scaled) / Mass(image)).Should().BeApproximately(0.49, 0.03);
        (scaled.Where((_, place) => place % 28 == 13).Sum(pixel => pixel) / 255.0).Should().BeApproximately(14, 0.8);
        (scaled.Where((_, place) => place / 28 == 13).Sum(pixel => pixel) / 255.0).Should().BeApproximately(7, 0.8);
    }

    [Fact]
    public void Rotated_ink_goes_round_the_middle_by_23_degrees_one_way_or_the_other()
    {
        var image = Images.Block(top: 13, left: 21, height: 2, width: 2); // to the right of the middle

        var angles = Enumerable.Range(0, 20).Select(seed =>
        {
            var centre = Images.CentreOf(Images.Corrupt(new Rotate(), image, seed));
            var (right, down) = (centre.Column - Middle, centre.Row - Middle);
            Math.Sqrt((right * right) + (down * down)).Should().BeApproximately(8, 0.1);
            return Math.Atan2(down, right);
        }).ToList();

        angles.Should().OnlyContain(angle => Math.Abs(Math.Abs(angle) - Rotate.Angle) < 0.02);
        angles.Select(Math.Sign).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void Sheared_ink_leans_over_and_its_middle_row_stays()
    {
        var image = Images.Block(top: 4, left: 13, height: 20, width: 2);

        var lean = Enumerable.Range(0, 20).Select(seed =>
        {
            var sheared = Images.Corrupt(new Shear(), image, seed);
            var (top, bottom) = (Images.CentreOf(sheared.AsSpan(0, 14 * 28)), Images.CentreOf(sheared.AsSpan(14 * 28)));
            ((top.Column + bottom.Column) / 2).Should().BeApproximately((float)Middle, 0.05f);
            return (top.Column - bottom.Column) / (bottom.Row + 14 - top.Row); // columns for each row
        }).ToList();

        lean.Should().OnlyContain(share => Math.Abs(Math.Abs(share) - Math.Tan(0.4)) < 0.05);
        lean.Select(share => Math.Sign(share)).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void Motion_blur_smears_to_the_left_and_keeps_the_ink()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var blurred = Images.Corrupt(new MotionBlur(), Square, seed);

            Mass(blurred).Should().BeApproximately(Mass(Square), 0.02 * Mass(Square));
            var (before, after) = (Images.CentreOf(Square), Images.CentreOf(blurred));
            (before.Column - after.Column).Should().BeInRange(1, 3);
            Math.Abs(before.Row - after.Row).Should().BeLessThan(before.Column - after.Column + 0.2f); // up to 45 degrees
        }
    }

    [Fact]
    public void Glass_blur_keeps_the_ink_and_softens_its_edge()
    {
        var blurred = Images.Corrupt(new GlassBlur(), Square);

        Mass(blurred).Should().BeApproximately(Mass(Square), 0.02 * Mass(Square));
        blurred.Count(pixel => pixel is > 20 and < 235).Should().BeGreaterThan(40);
        Square.Count(pixel => pixel is > 20 and < 235).Should().Be(0);
    }

    private static double Mass(byte[] image) => image.Sum(pixel => (double)pixel);
}
