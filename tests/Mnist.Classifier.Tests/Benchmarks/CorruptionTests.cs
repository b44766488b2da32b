using FsCheck.Xunit;
using Mnist.Classifier.Benchmarks;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Benchmarks;

/// <summary>What is true of each of the fifteen corruptions.</summary>
public sealed class CorruptionTests
{
    private static readonly LabeledImages Digits = MnistDataset.Generate(1, 20, seed: 1).Test;

    public static TheoryData<string> Names => [.. CorruptionCatalog.All.Select(corruption => corruption.Name)];

    [Fact]
    public void There_are_the_fifteen_of_MNIST_C_in_the_order_of_its_paper() =>
        CorruptionCatalog.All.Select(corruption => corruption.Name).Should().Equal(
            "shot noise", "impulse noise", "glass blur", "motion blur", "shear", "scale", "rotate", "brightness", "translate",
            "stripe", "fog", "spatter", "dotted line", "zigzag", "canny edges");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_image_is_changed(string name) =>
        Indexes.Should().AllSatisfy(index => Corrupt(name, index).Should().NotEqual(Digits.GetPixels(index).ToArray()));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_comes_out_the_same_whatever_was_corrupted_before(string name)
    {
        var inOrder = Indexes.Select(index => Corrupt(name, index)).ToList();
        var backwards = Indexes.Reverse().Select(index => Corrupt(name, index)).Reverse().ToList();

        backwards.Should().BeEquivalentTo(inOrder, options => options.WithStrictOrdering());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_destination_held_before_does_not_matter(string name)
    {
        var (empty, full) = (new byte[SizeNormalization.PixelCount], new byte[SizeNormalization.PixelCount]);
        Array.Fill(full, byte.MaxValue);

        Named(name).Apply(Digits.GetPixels(0), empty, new Random(1));
        Named(name).Apply(Digits.GetPixels(0), full, new Random(1));

        full.Should().Equal(empty);
    }

    [Property(MaxTest = 15)]
    public bool Any_image_at_all_can_be_corrupted_and_one_seed_gives_one_image(int seed)
    {
        var image = new byte[SizeNormalization.PixelCount];
        var random = new Random(seed);
        random.NextBytes(image.AsSpan(random.Next(image.Length))); // from blank to full, up to all borders

        return CorruptionCatalog.All.All(corruption =>
            Images.Corrupt(corruption, image, seed).SequenceEqual(Images.Corrupt(corruption, image, seed)));
    }

    [Fact]
    public void A_blank_and_a_solid_image_can_be_corrupted_too() =>
        CorruptionCatalog.All.Should().AllSatisfy(corruption =>
        {
            foreach (var image in new[] { Images.Draw((_, _) => 0), Images.Draw((_, _) => 255) })
            {
                Images.Corrupt(corruption, image).Should().HaveCount(SizeNormalization.PixelCount);
            }
        });

    [Theory]
    [InlineData("shot noise", 0.8f)]
    [InlineData("glass blur", 1.2f)]
    [InlineData("shear", 0.5f)]
    [InlineData("scale", 0.5f)]
    [InlineData("rotate", 0.5f)]
    [InlineData("canny edges", 2.5f)]
    public void The_ink_stays_about_where_it_was(string name, float distance)
    {
        foreach (var index in Indexes)
        {
            var (before, after) = (Images.CentreOf(Digits.GetPixels(index)), Images.CentreOf(Corrupt(name, index)));

            after.Column.Should().BeApproximately(before.Column, distance);
            after.Row.Should().BeApproximately(before.Row, distance);
        }
    }

    [Theory]
    [InlineData("dotted line")]
    [InlineData("zigzag")]
    public void A_line_adds_ink_and_removes_none(string name)
    {
        foreach (var index in Indexes)
        {
            var (before, after) = (Digits.GetPixels(index).ToArray(), Corrupt(name, index));

            after.Zip(before).Should().OnlyContain(pixels => pixels.First >= pixels.Second);
            after.Zip(before).Count(pixels => pixels.First > pixels.Second).Should().BeInRange(5, 250);
        }
    }

    private static IEnumerable<int> Indexes => Enumerable.Range(0, Digits.Count);

    private static ICorruption Named(string name) => CorruptionCatalog.All.Single(corruption => corruption.Name == name);

    private static byte[] Corrupt(string name, int index)
    {
        var corrupted = new byte[SizeNormalization.PixelCount];
        CorruptionCatalog.Apply(Named(name), Digits, index, corrupted);
        return corrupted;
    }
}
