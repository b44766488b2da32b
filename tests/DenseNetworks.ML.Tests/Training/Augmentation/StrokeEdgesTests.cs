using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

public sealed class StrokeEdgesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 9)]
    [InlineData(28, 28)]
    [InlineData(33, 7)]
    public void Edges_move_as_the_definition_says_and_the_border_stays_empty(int width, int height)
    {
        var shape = new ImageShape(width, height);
        var scratch = Images.MakeAugmenter(new(), shape).MakeScratch();
        foreach (var distance in new[] { 0, 0.3f, 1, 1.7f, 3, -0.3f, -1, -1.7f, -3 })
        {
            var image = Images.Draw(shape);
            scratch.CopyInside(image);

            StrokeEdges.Move(shape, scratch, distance);

            var expected = NaiveAugmentation.MoveEdges(shape, [.. image.Select(pixel => (double)pixel)], distance);
            var padded = (float[])scratch.Padded.Clone();
            for (var i = 0; i < image.Length; i++)
            {
                ref var pixel = ref padded[shape.StartOf(i / width) + (i % width)];
                pixel.Should().BeApproximately((float)expected[i], 1e-6f);
                pixel = 0;
            }

            padded.Should().OnlyContain(pixel => pixel == 0);
        }
    }

    [Fact]
    public void Outwards_and_inwards_again_is_where_a_broad_stroke_was()
    {
        var shape = new ImageShape(28, 28);
        var scratch = Images.MakeAugmenter(new(), shape).MakeScratch();
        var image = Images.DrawStroke(shape);
        scratch.CopyInside(image);
        var before = (float[])scratch.Padded.Clone();

        StrokeEdges.Move(shape, scratch, 1);
        var thick = scratch.Padded.Sum();
        StrokeEdges.Move(shape, scratch, -1);

        thick.Should().BeGreaterThan(image.Sum());
        scratch.Padded.Should().Equal(before);
    }
}
