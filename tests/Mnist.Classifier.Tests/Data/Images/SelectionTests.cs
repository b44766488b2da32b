using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Images;

/// <summary>Sets made of sets, compared with the same done to a list.</summary>
public sealed class SelectionTests
{
    private const int ClassCount = 4;

    [Property(MaxTest = 200)]
    public Property Whatever_is_done_to_a_set_gives_what_it_gives_with_a_list() => Prop.ForAll(
        Gen.Choose(1, 60).ToArbitrary(),
        Gen.Choose(0, 1000).ListOf().ToArbitrary(),
        (count, choices) =>
        {
            var images = Make(count, seed: count);
            var list = Rows(images);
            foreach (var choice in choices)
            {
                (images, list) = Apply(images, list, choice);
                Rows(images).Should().Equal(list);
            }

            images.Count.Should().Be(list.Count);
            images.CountByClass().Should().Equal(
                Enumerable.Range(0, ClassCount).Select(label => list.Count(row => row.Label == label)));
        });

    [Property]
    public Property A_split_has_every_image_once_and_each_class_in_its_proportion() => Prop.ForAll(
        Gen.Choose(20, 250).ToArbitrary(),
        Gen.Choose(10, 90).ToArbitrary(),
        (count, percent) =>
        {
            var images = Make(count, seed: percent);

            var (first, second) = images.Split(percent / 100.0, seed: 3);

            Rows(first).Concat(Rows(second)).Should().BeEquivalentTo(Rows(images));
            Rows(first).Should().BeInAscendingOrder(row => row.Pixels);
            Rows(second).Should().BeInAscendingOrder(row => row.Pixels);
            for (var label = 0; label < ClassCount; label++)
            {
                var expected = images.CountByClass()[label] * percent / 100.0;
                Math.Abs(second.CountByClass()[label] - expected).Should().BeLessThanOrEqualTo(0.5);
            }
        });

    [Fact]
    public void The_seed_decides_a_split()
    {
        var images = Make(500, seed: 1);

        Rows(images.Split(0.2, seed: 7).Second).Should().Equal(Rows(images.Split(0.2, seed: 7).Second));
        Rows(images.Split(0.2, seed: 7).Second).Should().NotEqual(Rows(images.Split(0.2, seed: 8).Second));
    }

    [Fact]
    public void A_set_that_is_appended_to_itself_repeatedly_stays_small()
    {
        var images = Make(3, seed: 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 40; i++)
        {
            images = images.Concat(images.Take(1));
        }

        images.Count.Should().Be(43);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    [Fact]
    public void Every_image_is_as_likely_to_be_split_off()
    {
        // 4 classes of 50 images each; half of them, drawn 400 times: 200 expected, with a deviation of 10.
        var images = Make(200, seed: 0, label: i => i % ClassCount);
        var drawn = new int[200];
        for (var seed = 0; seed < 400; seed++)
        {
            foreach (var row in Rows(images.Split(0.5, seed).Second))
            {
                drawn[row.Pixels]++;
            }
        }

        drawn.Should().OnlyContain(count => count > 140 && count < 260);
    }

    [Property]
    public void Shuffling_keeps_every_image_and_the_seed_decides_the_order(PositiveInt count, int seed)
    {
        var images = Make(count.Get, seed: 2);

        var shuffled = Rows(images.Shuffle(seed));

        shuffled.Should().BeEquivalentTo(Rows(images));
        Rows(images.Shuffle(seed)).Should().Equal(shuffled);
    }

    [Fact]
    public void A_seed_gives_the_same_order_in_every_version() =>
        Rows(Make(10, seed: 1).Shuffle(7)).Select(row => (int)row.Pixels).Should().Equal(9, 7, 0, 5, 3, 2, 4, 1, 8, 6);

    [Fact]
    public void Another_seed_gives_another_order() =>
        Rows(Make(100, seed: 1).Shuffle(1)).Should().NotEqual(Rows(Make(100, seed: 1).Shuffle(2)));

    [Fact]
    public void Images_are_chosen_by_their_pixels_and_their_class()
    {
        var images = Make(100, seed: 1);

        var chosen = images.Where(index => images.GetLabel(index) == 2 && images.GetPixels(index)[0] < 50);

        Rows(chosen).Should().Equal(Rows(images).Where(row => row.Label == 2 && row.Pixels < 50));
    }

    [Fact]
    public void Choosing_none_is_an_error() =>
        Make(5, seed: 1).Invoking(images => images.Where(_ => false))
            .Should().Throw<InvalidOperationException>().WithMessage("None of the 5 images fits*");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void An_invalid_fraction_is_rejected(double fraction) =>
        Make(10, seed: 1).Invoking(images => images.Split(fraction))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("A share must be above 0 and below 1.*")
                .WithParameterName(nameof(fraction));

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public void A_split_that_would_leave_a_set_empty_is_an_error(double fraction) =>
        Make(1, seed: 1).Invoking(images => images.Split(fraction))
            .Should().Throw<InvalidOperationException>().WithMessage("*too few*");

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Skipping_all_or_less_than_none_is_rejected(int count) =>
        Make(5, seed: 1).Invoking(images => images.Skip(count))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(count));

    [Fact]
    public void Images_of_another_size_are_not_put_behind_others()
    {
        var wide = new LabeledImages(new byte[6], new byte[1], 2, 3, ClassCount);
        var high = new LabeledImages(new byte[6], new byte[1], 3, 2, ClassCount);

        wide.Invoking(images => images.Concat(high)).Should().Throw<ArgumentException>().WithMessage("*3x2*2x3*");
    }

    [Fact]
    public void Images_of_other_classes_are_not_put_behind_others()
    {
        var numbered = new LabeledImages(new byte[1], new byte[1], 1, 1, 2);
        var named = new LabeledImages(new byte[1], new byte[1], 1, 1, 2, ["cat", "dog"]);

        numbered.Invoking(images => images.Concat(named)).Should().Throw<ArgumentException>().WithMessage("*cat, dog*0 to 1*");
        named.Concat(named).ClassNames.Should().Equal("cat", "dog");
    }

    private static (LabeledImages, List<(byte Pixels, int Label)>) Apply(
        LabeledImages images, List<(byte Pixels, int Label)> list, int choice)
    {
        var n = choice / 5;
        switch (choice % 5)
        {
            case 0:
                return (images.Take(1 + (n % images.Count)), list[..(1 + (n % list.Count))]);
            case 1:
                return (images.Skip(n % images.Count), list[(n % list.Count)..]);
            case 2 when images.Count < 500:
                var other = Make(1 + (n % 9), seed: n);
                return (images.Concat(other), [.. list, .. Rows(other)]);
            case 3 when list.Exists(row => row.Label != n % ClassCount):
                return (images.Where(index => images.GetLabel(index) != n % ClassCount), [.. list.Where(row => row.Label != n % ClassCount)]);
            default:
                return (images.Concat(images.Take(1)), [.. list, list[0]]);
        }
    }

    // One pixel each, which is the number of the image, so that images can be distinguished.
    private static LabeledImages Make(int count, int seed, Func<int, int>? label = null)
    {
        var random = new Random(seed);
        label ??= _ => random.Next(ClassCount);
        return new LabeledImages(
            Enumerable.Range(0, count).Select(i => (byte)i).ToArray(),
            Enumerable.Range(0, count).Select(i => (byte)label(i)).ToArray(),
            height: 1,
            width: 1,
            ClassCount);
    }

    private static List<(byte Pixels, int Label)> Rows(LabeledImages images) =>
        [.. Enumerable.Range(0, images.Count).Select(i => (images.GetPixels(i)[0], images.GetLabel(i)))];
}
