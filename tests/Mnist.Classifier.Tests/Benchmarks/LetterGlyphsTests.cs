using Mnist.Classifier.Benchmarks;

namespace Mnist.Classifier.Tests.Benchmarks;

public sealed class LetterGlyphsTests
{
    [Fact]
    public void There_is_a_way_to_write_each_letter() =>
        LetterGlyphs.All.Select(glyph => glyph.Class).Distinct().Should().Equal(Enumerable.Range(0, 26));

    [Fact]
    public void The_clear_ones_are_all_but_four() =>
        LetterGlyphs.All.Except(LetterGlyphs.Clear).Select(glyph => (char)('A' + glyph.Class)).Distinct().Should()
            .Equal('I', 'O', 'S', 'Z');

    [Fact]
    public void Every_point_lies_inside_the_box_and_every_letter_is_as_high_as_it() =>
        LetterGlyphs.All.SelectMany(glyph => glyph.Poses).Should().AllSatisfy(pose =>
        {
            var points = pose.SelectMany(stroke => stroke).Select(point => point.Position).ToList();
            points.Should().OnlyContain(point => point.X >= 0 && point.X <= 1);
            points.Min(point => point.Y).Should().BeInRange(0, 0.2f);
            points.Max(point => point.Y).Should().BeInRange(0.9f, 1);
        });
}
