using System.Numerics;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

public sealed class ImageWarpTests
{
    private const int Count = 4000;

    [Fact]
    public void Angles_are_drawn_evenly_up_to_the_limit_either_way() =>
        ShouldBeEven(Draw(new() { Rotation = 30 }).Select(warp => Math.Atan2(warp.Matrix.M12, warp.Matrix.M11)), Math.PI / 6);

    [Fact]
    public void Upright_lines_lean_evenly_up_to_the_limit_either_way() =>
        ShouldBeEven(Draw(new() { Shear = 0.4 }).Select(warp => (double)warp.Matrix.M21), 0.4);

    [Fact]
    public void Width_and_height_grow_and_shrink_apart()
    {
        var warps = Draw(new() { Scale = 0.25 });

        ShouldBeEven(warps.Select(warp => (1 / warp.Matrix.M11) - 1.0), 0.25);
        ShouldBeEven(warps.Select(warp => (1 / warp.Matrix.M22) - 1.0), 0.25);
        ShouldBeUnrelated(warps.Select(warp => 1.0 / warp.Matrix.M11), warps.Select(warp => 1.0 / warp.Matrix.M22));
    }

    [Fact]
    public void Images_move_each_way_apart()
    {
        var warps = Draw(new() { Shift = 3 });

        ShouldBeEven(warps.Select(warp => (double)warp.Matrix.M31), 3);
        ShouldBeEven(warps.Select(warp => (double)warp.Matrix.M32), 3);
        ShouldBeUnrelated(warps.Select(warp => (double)warp.Matrix.M31), warps.Select(warp => (double)warp.Matrix.M32));
    }

    [Fact]
    public void Edges_move_evenly_either_way_and_the_elastic_part_is_drawn_from_none_to_the_limit()
    {
        var warps = Draw(new() { Thickness = 0.5, ElasticDistortion = 2 });

        ShouldBeEven(warps.Select(warp => (double)warp.EdgeMove), 0.5);
        ShouldBeEven(warps.Select(warp => warp.ElasticDeviation - 1.0), 1);
    }

    [Fact]
    public void The_middle_of_the_image_stays_where_it_is_unless_the_image_moves()
    {
        var middle = new Vector2(13.5f, 9.5f);

        Draw(Images.Everything with { Shift = 0 }, width: 28, height: 20)
            .Should().OnlyContain(warp => Vector2.Distance(Vector2.Transform(middle, warp.Matrix), middle) < 1e-4f);
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_done() =>
        Draw(new()).Should().OnlyContain(warp => warp == new ImageWarp(Matrix3x2.Identity, 0, 0));

    private static List<ImageWarp> Draw(ImageAugmentation augmentation, int width = 28, int height = 28) =>
        [.. Enumerable.Range(0, Count).Select(row =>
        {
            var random = new RowRandom(1, 1, row);
            return ImageWarp.Draw(augmentation, width, height, ref random);
        })];

    private static void ShouldBeEven(IEnumerable<double> values, double limit)
    {
        var list = values.ToList();
        list.Should().OnlyContain(value => Math.Abs(value) <= limit * 1.00001);
        list.Average().Should().BeApproximately(0, 0.05 * limit);
        list.Average(value => value * value).Should().BeApproximately(limit * limit / 3, 0.03 * limit * limit);
    }

    private static void ShouldBeUnrelated(IEnumerable<double> first, IEnumerable<double> second)
    {
        var (a, b) = (first.ToList(), second.ToList());
        var (meanA, meanB) = (a.Average(), b.Average());
        var covariance = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average();
        var deviations = Math.Sqrt(a.Average(x => (x - meanA) * (x - meanA)) * b.Average(y => (y - meanB) * (y - meanB)));
        (covariance / deviations).Should().BeApproximately(0, 0.07);
    }
}
