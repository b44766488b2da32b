using System.Numerics;
using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Tests.Data.Generation;

public sealed class GlyphTests
{
    [Fact]
    public void A_glyph_is_read_from_text()
    {
        var glyph = Glyph.Parse(4, 2.5f, "0,0 10,50! 100,50; 70,0 60,100");

        glyph.Class.Should().Be(4);
        glyph.Weight.Should().Be(2.5f);
        glyph.Poses.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new ControlPoint[][]
            {
                [new(new Vector2(0, 0), false), new(new Vector2(0.1f, 0.5f), true), new(new Vector2(1, 0.5f), false)],
                [new(new Vector2(0.7f, 0), false), new(new Vector2(0.6f, 1), false)],
            },
            options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData("0,0 5,5 9,9; 1,1 2,2; 3,3 4,4")]
    [InlineData("0,0 5,5 9,9")]
    [InlineData("0,0 5,5; 1,1 2,2")]
    [InlineData("0,0 5,5! 9,9; 1,1 2,2")]
    public void Poses_with_different_strokes_are_rejected(string pose)
    {
        var parse = () => Glyph.Parse(3, 1, "0,0 5,6 9,9; 1,1 2,3", pose);

        parse.Should().Throw<FormatException>().WithMessage($"Class 3: '{pose}'*");
    }

    [Fact]
    public void A_stroke_of_one_point_is_rejected()
    {
        var parse = () => Glyph.Parse(1, 1, "50,0");

        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void A_stroke_of_too_many_points_is_rejected()
    {
        var parse = () => Glyph.Parse(1, 1, string.Join(' ', Enumerable.Repeat("50,0", Glyph.MaxPointsPerStroke + 1)));

        parse.Should().Throw<FormatException>().WithMessage($"*{Glyph.MaxPointsPerStroke} points*");
    }

    [Fact]
    public void Every_digit_is_drawn_by_hand_in_ways_of_its_own() =>
        GlyphTable.Digits.Glyphs.GroupBy(glyph => glyph.Class).Should()
            .HaveCount(10).And.OnlyContain(ways => ways.Count() >= 3);

    [Fact]
    public void Hand_drawn_glyphs_fill_their_box_and_stay_in_it()
    {
        foreach (var glyph in GlyphTable.Digits.Glyphs)
        {
            foreach (var points in glyph.Poses.Select(pose => pose.SelectMany(stroke => stroke).ToList()))
            {
                points.Should()
                    .OnlyContain(point => point.Position.X >= 0 && point.Position.X <= 1, $"that is a {glyph.Class}");
                points.Min(point => point.Position.Y).Should().BeInRange(0, 0.25f, $"that is a {glyph.Class}");
                points.Max(point => point.Position.Y).Should().BeInRange(0.85f, 1, $"that is a {glyph.Class}");
            }
        }
    }
}
