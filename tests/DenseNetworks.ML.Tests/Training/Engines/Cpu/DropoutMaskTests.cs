using DenseNetworks.ML.Training;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class DropoutMaskTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.875)]
    public void The_share_of_units_that_was_asked_for_is_dropped_and_the_others_make_up_for_it(double share)
    {
        const int Rows = 500;
        const int Width = 203;
        var outputs = Draw(new DropoutMask(share, seed: 1), Rows, Width, step: 0);

        // Four standard deviations of as many fair draws.
        var tolerance = 4 * Math.Sqrt(share * (1 - share) / outputs.Length);
        outputs.Should().OnlyContain(value => value == 0 || value == (float)(1 / (1 - share)));
        outputs.Count(value => value == 0).Should().BeCloseTo((int)(share * outputs.Length), (uint)(tolerance * outputs.Length));
        outputs.Average().Should().BeApproximately(1, (float)(tolerance / (1 - share)));
    }

    [Fact]
    public void What_is_dropped_depends_on_the_seed_the_step_the_layer_and_the_row()
    {
        var mask = new DropoutMask(0.5, seed: 1);
        float[][] draws =
        [
            Draw(mask, 50, 64, step: 0), Draw(mask, 50, 64, step: 1), Draw(mask, 50, 64, step: 1L << 32),
            Draw(mask, 50, 64, step: 0, layer: 1), Draw(mask, 50, 64, step: 0, firstRow: 50), Draw(new(0.5, seed: 2), 50, 64, step: 0),
        ];

        for (var i = 0; i < draws.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                // Of two draws that know nothing of each other, half agree.
                draws[i].Zip(draws[j], (a, b) => a == b ? 1.0 : 0).Average().Should().BeApproximately(0.5, 0.04);
            }
        }
    }

    [Fact]
    public void What_is_dropped_does_not_depend_on_how_rows_are_shared_out_or_how_wide_the_layer_is()
    {
        var mask = new DropoutMask(0.3, seed: 1);
        var whole = Draw(mask, rows: 20, width: 37, step: 5);

        for (var row = 0; row < 20; row++)
        {
            foreach (var width in new[] { 1, 7, 8, 15, 37 }) // vectors of eight, and what is left
            {
                Draw(mask, rows: 1, width, step: 5, firstRow: row).Should().Equal(whole.AsSpan(row * 37, width).ToArray());
            }
        }
    }

    [Fact]
    public void Units_and_rows_are_dropped_apart_from_their_neighbours()
    {
        const int Width = 256;
        var outputs = Draw(new DropoutMask(0.5, seed: 3), rows: 400, Width, step: 9);

        foreach (var distance in new[] { 1, 2, 8, 16, Width, 2 * Width, 64 * Width })
        {
            outputs.Skip(distance).Zip(outputs, (a, b) => a == b ? 1.0 : 0).Average().Should().BeApproximately(0.5, 0.01);
        }
    }

    private static float[] Draw(DropoutMask mask, int rows, int width, long step, int layer = 0, int firstRow = 0)
    {
        var outputs = new float[rows * width];
        Array.Fill(outputs, 1);
        mask.Apply(outputs, width, step, layer, firstRow);
        return outputs;
    }
}
