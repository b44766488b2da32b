using DenseNetworks.ML.Training;
using Mnist.Classifier.Benchmarks;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>What becomes of the shades of pixels that stay where they are.</summary>
public sealed class PixelCorruptionTests
{
    private static readonly byte[] Paper = new byte[SizeNormalization.PixelCount];
    private static readonly byte[] Block = Images.Block(top: 8, left: 4, height: 12, width: 20);

    [Fact]
    public void Shot_noise_leaves_paper_clean_and_counts_up_to_three_photons() =>
        Images.Corrupt(new ShotNoise(), Block).Zip(Block).Should().OnlyContain(pixels => pixels.Second == 0
            ? pixels.First == 0
            : pixels.First == 0 || pixels.First == 85 || pixels.First == 170 || pixels.First == 255);

    [Fact]
    public void The_photons_of_shot_noise_are_as_many_on_average_as_the_ink_says()
    {
        var grey = Images.Draw((_, _) => 85); // one of three
        var counts = Enumerable.Range(0, 20).SelectMany(seed => Images.Corrupt(new ShotNoise(), grey, seed)).ToList();

        // Poisson's distribution with a mean of 1: e^-1 for none and for one, half of it for two.
        Share(0).Should().BeApproximately(Math.Exp(-1), 0.02);
        Share(85).Should().BeApproximately(Math.Exp(-1), 0.02);
        Share(170).Should().BeApproximately(Math.Exp(-1) / 2, 0.02);

        double Share(byte value) => counts.Count(count => count == value) / (double)counts.Count;
    }

    [Fact]
    public void Impulse_noise_breaks_a_sixth_of_the_pixels_half_of_them_to_ink()
    {
        var grey = Images.Draw((_, _) => 100);
        var pixels = Enumerable.Range(0, 20).SelectMany(seed => Images.Corrupt(new ImpulseNoise(), grey, seed)).ToList();

        pixels.Should().OnlyContain(pixel => pixel == 0 || pixel == 100 || pixel == 255);
        (pixels.Count(pixel => pixel == 0) / (double)pixels.Count).Should().BeApproximately(ImpulseNoise.Share / 2, 0.01);
        (pixels.Count(pixel => pixel == 255) / (double)pixels.Count).Should().BeApproximately(ImpulseNoise.Share / 2, 0.01);
    }

    [Fact]
    public void Brightness_adds_the_same_to_ink_and_paper_and_stops_at_full_ink() =>
        Images.Corrupt(new Brightness(), Images.Draw((row, _) => row * 9)).Should().Equal(
            Images.Draw((row, _) => Math.Min((row * 9) + 128, 255)),
            (brighter, expected) => Math.Abs(brighter - expected) <= 1);

    [Fact]
    public void A_stripe_down_the_middle_stays_and_the_rest_is_inverted() =>
        Images.Corrupt(new Stripe(), Block).Should().Equal(Images.Draw((row, column) =>
            Block[(row * 28) + column] ^ (column is >= 7 and < 21 ? 0 : 255)));

    [Fact]
    public void A_stripe_twice_is_none() =>
        Images.Corrupt(new Stripe(), Images.Corrupt(new Stripe(), Block)).Should().Equal(Block);

    [Fact]
    public void Fog_hides_nothing_wholly_and_is_never_brighter_than_the_image_was()
    {
        var dim = Dim(Images.Block(top: 8, left: 8, height: 12, width: 12));
        var dot = Dim(Images.Block(top: 8, left: 8, height: 1, width: 1));
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var withInk = Images.Corrupt(new Fog(), dim, seed);
            withInk.Should().OnlyContain(pixel => pixel <= 127);

            // The same fog in front of one dot of that ink: where the other ink was, it is darker.
            withInk.Zip(Images.Corrupt(new Fog(), dot, seed)).Where((_, place) => dim[place] > dot[place])
                .Should().OnlyContain(pixels => pixels.First > pixels.Second);
        }

        static byte[] Dim(byte[] image) => Array.ConvertAll(image, pixel => (byte)(pixel / 2));
    }

    [Fact]
    public void Clouds_differ_less_between_neighbours_than_from_end_to_end()
    {
        var (near, far) = (0f, 0f);
        foreach (var seed in Enumerable.Range(0, 50))
        {
            var clouds = PlasmaFractal.DrawCorner(256, 2, new Random(seed));

            clouds.Values.ToArray().Min().Should().Be(0);
            clouds.Values.ToArray().Max().Should().Be(1);
            near += MathF.Abs(clouds.Values[0] - clouds.Values[1]);
            far += MathF.Abs(clouds.Values[0] - clouds.Values[128]);
        }

        near.Should().BeLessThan(far / 4);
    }

    [Fact]
    public void Mud_is_grey_on_paper_and_hides_ink()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var onPaper = Images.Corrupt(new Spatter(), Paper, seed);
            var onInk = Images.Corrupt(new Spatter(), Images.Draw((_, _) => 255), seed);

            // 63 at most; it shows where it covers four fifths or more.
            onPaper.Should().OnlyContain(pixel => pixel == 0 || (pixel >= 50 && pixel <= 63));
            onInk.Should().OnlyContain(pixel => pixel == 255 || (pixel >= 63 && pixel <= 102));
            onPaper.Select(pixel => pixel > 0).Should().Equal(onInk.Select(pixel => pixel < 255));
            onPaper.Count(pixel => pixel > 0).Should().BeInRange(1, 400);
        }
    }
}
