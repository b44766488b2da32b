using Mnist.Classifier.Benchmarks;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>Lines that are drawn over a digit, or of it.</summary>
public sealed class LineCorruptionTests
{
    private static readonly byte[] Paper = new byte[SizeNormalization.PixelCount];

    [Fact]
    public void Half_of_the_columns_of_a_dotted_line_are_left_out_in_pairs()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var image = Images.Corrupt(new DottedLine(), Paper, seed);

            var inked = Enumerable.Range(0, 28).Where(column => ColumnOf(image, column).Any(pixel => pixel > 0));
            inked.Should().Equal(2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26);
        }
    }

    [Fact]
    public void A_line_is_full_in_its_middle_and_fades_within_two_pixels()
    {
        var plane = new Plane(28, 28);

        LineStroke.Draw(plane, new LinePoint(0, 10), new LinePoint(27, 10));

        plane.Row(10)[5].Should().Be(1);
        plane.Row(9)[5].Should().BeInRange(0.3f, 0.6f).And.Be(plane.Row(11)[5]);
        plane.Row(8)[5].Should().Be(0);
        plane.Row(12)[5].Should().Be(0);
    }

    [Fact]
    public void A_zigzag_goes_up_and_down_by_two_pixels_from_column_2_to_25()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var image = Images.Corrupt(new Zigzag(), Paper, seed);

            var (first, last) = (Array.FindIndex(image, pixel => pixel > 0), Array.FindLastIndex(image, pixel => pixel > 0));
            ((last / 28) - (first / 28)).Should().BeInRange(1, 14);
            ColumnOf(image, 0).Concat(ColumnOf(image, 27)).Should().OnlyContain(pixel => pixel == 0);
        }
    }

    [Fact]
    public void The_edges_of_a_block_are_lines_one_pixel_wide_around_it()
    {
        var image = Images.Corrupt(new CannyEdges(), Images.Block(top: 6, left: 8, height: 16, width: 12));

        image.Should().OnlyContain(pixel => pixel == 0 || pixel == 255);
        Enumerable.Range(0, 12).Should().AllSatisfy(step =>
            ColumnOf(image, 8 + step).Count(pixel => pixel > 0).Should().BeGreaterThanOrEqualTo(2));
        ColumnOf(image, 14).Count(pixel => pixel > 0).Should().Be(2); // once from above, once from below
        image.Skip(14 * 28).Take(28).Count(pixel => pixel > 0).Should().Be(2);
        image[(14 * 28) + 14].Should().Be(0);
        image.Count(pixel => pixel > 0).Should().BeInRange(40, 60); // the block is 56 around
    }

    [Fact]
    public void An_even_image_has_no_edges() =>
        Images.Corrupt(new CannyEdges(), Images.Draw((_, _) => 200)).Should().OnlyContain(pixel => pixel == 0);

    [Fact]
    public void A_weak_edge_counts_only_if_it_is_connected_to_a_strong_one()
    {
        const int faint = 14; // a slope of 0.1 to 0.2, as Sobel's weights have it, once it is smoothed
        var alone = Images.Draw((row, _) => row < 14 ? 0 : faint);
        var together = Images.Draw((row, column) => row < 14 ? 0 : (int)Math.Max(255 * Math.Pow(0.8, column), faint));

        Images.Corrupt(new CannyEdges(), alone).Should().OnlyContain(pixel => pixel == 0);
        ColumnOf(Images.Corrupt(new CannyEdges(), together), 20).Should().Contain(255);
    }

    private static IEnumerable<byte> ColumnOf(byte[] image, int column) =>
        Enumerable.Range(0, 28).Select(row => image[(row * 28) + column]);
}
