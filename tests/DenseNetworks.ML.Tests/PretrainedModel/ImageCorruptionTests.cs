using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using DenseNetworks.ML.Tests.Training.Augmentation;
using DenseNetworks.ML.Training;
using FsCheck.Xunit;
using PretrainedModel.Corruption;

namespace DenseNetworks.ML.Tests.PretrainedModel;

public sealed class ImageCorruptionTests
{
    private const int Draws = 40;

    private static readonly ImageShape Digit = new(28, 28);

    private static readonly Dictionary<string, ImageCorruption> Ways = new()
    {
        ["noise"] = new() { Share = 1, Noise = 0.5 },
        ["impulses"] = new() { Share = 1, Impulses = 0.5 },
        ["background"] = new() { Share = 1, Background = 1 },
        ["contrast"] = new() { Share = 1, Contrast = 1 },
        ["blur"] = new() { Share = 1, Blur = 3 },
        ["pixelation"] = new() { Share = 1, Pixelation = 5 },
        ["clutter"] = new() { Share = 1, Clutter = 5 },
        ["inverted band"] = new() { Share = 1, InvertedBand = 0.5 },
        ["outlines"] = new() { Share = 1, Outlines = 1 },
    };

    private static readonly ImageCorruption All = new()
    {
        Share = 1, Noise = 1, Impulses = 1, Background = 1, Contrast = 1, Blur = 40, Pixelation = 40, Clutter = 9,
        InvertedBand = 1, Outlines = 1,
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_way_changes_nearly_every_image_and_keeps_to_0_and_1(string name)
    {
        foreach (var image in new[] { Images.DrawStroke(Digit), Images.Draw(Digit) })
        {
            var spoilt = Corrupt(Ways[name], Digit, image);

            spoilt.Count(changed => !changed.SequenceEqual(image)).Should().BeGreaterThan(Draws * 8 / 10);
            spoilt.SelectMany(changed => changed).Should().OnlyContain(pixel => pixel >= 0 && pixel <= 1);
        }
    }

    [Property(MaxTest = 25)]
    public bool All_ways_together_keep_to_0_and_1_whatever_the_size(int seed, byte width, byte height)
    {
        var shape = new ImageShape(1 + (width % 35), 1 + (height % 35));
        float[][] images =
        [
            Images.Draw(shape, seed), Images.DrawStroke(shape), new float[shape.PixelCount],
            [.. Enumerable.Repeat(1f, shape.PixelCount)],
        ];

        return images.SelectMany(image => Corrupt(All, shape, image, seed, count: 20)).SelectMany(changed => changed)
            .All(pixel => pixel >= 0 && pixel <= 1);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void The_share_of_the_images_that_is_asked_for_is_spoilt(double share)
    {
        var image = Images.Draw(Digit);

        var spoilt = Corrupt(new() { Share = share, Noise = 0.5 }, Digit, image, count: 500)
            .Count(changed => !changed.SequenceEqual(image));

        spoilt.Should().BeCloseTo((int)(share * 500), share is 0 or 1 ? 0u : 50u);
    }

    [Fact]
    public void Where_no_way_is_asked_for_nothing_is_spoilt()
    {
        var image = Images.Draw(Digit);

        Corrupt(new() { Share = 1 }, Digit, image).Should().AllSatisfy(changed => changed.Should().Equal(image));
    }

    [Fact]
    public void Blur_spreads_ink_and_takes_none_away()
    {
        var image = Images.DrawStroke(new ImageShape(40, 40)); // far enough from the border for two blurs

        Corrupt(new() { Share = 1, Blur = 4 }, new ImageShape(40, 40), image).Should().AllSatisfy(changed =>
        {
            changed.Sum().Should().BeApproximately(image.Sum(), 0.01f);
            changed.Sum(pixel => pixel * pixel).Should().BeLessThan(image.Sum(pixel => pixel * pixel));
        });
    }

    [Fact]
    public void A_band_is_whole_lines_or_whole_columns_of_the_image_turned_round()
    {
        var image = Enumerable.Repeat(0.25f, Digit.PixelCount).ToArray();

        Apply(new InvertedBand(0.5, 28, 28), image).Should().AllSatisfy(changed =>
        {
            changed.Should().OnlyContain(pixel => pixel == 0.25f || pixel == 0.75f);
            var isOfLines = changed.Chunk(28).All(line => line.Distinct().Count() == 1);
            var isOfColumns = changed.Chunk(28).All(line => line.SequenceEqual(changed.Take(28)));
            (isOfLines ^ isOfColumns).Should().BeTrue();
            var across = isOfLines ? Enumerable.Range(0, 28).Select(line => changed[28 * line]) : changed.Take(28);
            var width = across.Count(pixel => pixel == 0.75f);
            Math.Min(width, 28 - width).Should().BeInRange(1, 14);
        });
    }

    [Fact]
    public void Coarse_squares_have_values_that_the_image_has_or_ink_and_paper_alone()
    {
        var image = Images.Draw(Digit);
        var known = image.Concat([0f, 1f]).ToHashSet();

        Apply(new Pixelation(6, 28, 28), image).Should().AllSatisfy(changed =>
        {
            changed.Should().OnlyContain(pixel => known.Contains(pixel));
            changed.Distinct().Count().Should().BeLessThan(image.Distinct().Count());
        });
    }

    [Fact]
    public void Impulses_are_all_ink_or_all_paper_and_at_most_as_many_as_asked_for()
    {
        var image = Enumerable.Repeat(0.5f, Digit.PixelCount).ToArray();

        var changed = Apply(new Impulses(0.2), image);

        changed.SelectMany(pixels => pixels).Should().OnlyContain(pixel => pixel == 0 || pixel == 0.5f || pixel == 1);
        changed.Max(pixels => pixels.Count(pixel => pixel != 0.5f)).Should().BeInRange(80, 784 / 4);
    }

    [Fact]
    public void Noise_has_at_most_the_standard_deviation_that_is_asked_for_on_paper_and_on_grey()
    {
        var image = Enumerable.Repeat(0.25f, Digit.PixelCount).ToArray(); // where both kinds are equally strong

        var deviations = Apply(new Noise(0.05), image)
            .Select(changed => Math.Sqrt(changed.Average(pixel => (pixel - 0.25) * (pixel - 0.25)))).ToList();

        deviations.Max().Should().BeInRange(0.04, 0.055);
        deviations.Average().Should().BeApproximately(0.025, 0.008);
    }

    [Fact]
    public void Outlines_of_a_broad_stroke_have_no_inside()
    {
        var image = Images.DrawStroke(new ImageShape(40, 40));
        const int Middle = (20 * 40) + 20;

        var changed = Apply(new Outlines(1, 40, 40), image);

        changed.Should().OnlyContain(pixels => pixels[Middle] < image[Middle]);
        changed.Min(pixels => pixels[Middle]).Should().BeLessThan(0.1f);
    }

    [Theory]
    [InlineData(28, 28, "5B8D8C52D1A32719")]
    [InlineData(19, 23, "BE97EF93D343CABC")]
    public void Bits_are_those_that_the_model_in_the_package_was_trained_on(int width, int height, string checksum)
    {
        if (!Fma.IsSupported || !OperatingSystem.IsLinux())
        {
            return; // other processors and systems round otherwise
        }

        var shape = new ImageShape(width, height);
        var corrupter = new ImageCorrupter(
            new()
            {
                Share = 0.9, Noise = 0.4, Impulses = 0.3, Background = 0.7, Contrast = 0.8, Blur = 2, Pixelation = 2.2, Clutter = 4,
                InvertedBand = 0.5, Outlines = 1,
            },
            width, height);
        var augmenter = Images.MakeAugmenter(Images.Everything with { CustomChange = corrupter.Corrupt }, shape);
        var scratch = augmenter.MakeScratch();

        var spoilt = Enumerable.Range(0, 300).SelectMany(row => Images.Augment(
            augmenter, scratch, width == height && row % 2 == 1 ? Images.DrawStroke(shape) : Images.Draw(shape, row),
            new RowRandom(7, 3, row)));

        Convert.ToHexString(Crc64.Hash(MemoryMarshal.AsBytes(spoilt.ToArray().AsSpan()))).Should().Be(checksum);
    }

    private static List<float[]> Corrupt(
        ImageCorruption corruption, ImageShape shape, float[] image, int seed = 1, int count = Draws)
    {
        var corrupter = new ImageCorrupter(corruption, shape.Width, shape.Height);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            var changed = (float[])image.Clone();
            corrupter.Corrupt(changed, shape.Width, new RowRandom(seed, 1, row).State);
            return changed;
        })];
    }

    private static List<float[]> Apply(IImageChange change, float[] image) => [.. Enumerable.Range(0, Draws).Select(row =>
    {
        var (changed, random) = ((float[])image.Clone(), new ImageRandom(new RowRandom(1, 1, row).State));
        change.Apply(changed, ref random);
        return changed;
    })];
}
