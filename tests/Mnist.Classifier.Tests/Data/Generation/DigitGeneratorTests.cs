using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Mnist.Classifier.Data.Generation;
using Testing;

namespace Mnist.Classifier.Tests.Data.Generation;

/// <summary>What is true of thousands of digits together.</summary>
[Trait("Duration", "Long")]
public sealed class DigitGeneratorTests
{
    private static readonly MnistDataset Digits = MnistDataset.Generate(trainCount: 4000, testCount: 1000, seed: 1);

    [Fact]
    public void The_counts_are_those_asked_for()
    {
        Digits.Train.Count.Should().Be(4000);
        Digits.Test.Count.Should().Be(1000);
        Digits.Source.Should().Contain("seed 1").And.Contain("4,000 training and 1,000 test");
    }

    [Fact]
    public void The_same_seed_gives_the_same_digits()
    {
        var again = MnistDataset.Generate(trainCount: 4000, testCount: 1000, seed: 1);

        Bytes(again.Train).Should().Equal(Bytes(Digits.Train));
        Bytes(again.Test).Should().Equal(Bytes(Digits.Test));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Another_seed_gives_other_digits(int seed) =>
        Shared(MnistDataset.Generate(4000, 1, seed).Train, Digits.Train).Should().Be(0);

    [Fact]
    public void Training_and_test_digits_are_never_the_same() => Shared(Digits.Train, Digits.Test).Should().Be(0);

    [Fact]
    public void More_digits_begin_with_the_same_ones() =>
        Bytes(MnistDataset.Generate(5000, 1, 1).Train.Take(4000)).Should().Equal(Bytes(Digits.Train));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_number_of_threads_changes_nothing(int threads) =>
        Bytes(DigitGenerator.Generate(4000, 1, RandomStream.Train, threads)).Should().Equal(Bytes(Digits.Train));

    [Fact]
    public void Every_class_is_about_as_common()
    {
        var counts = Enumerable.Range(0, Digits.Train.Count).CountBy(Digits.Train.GetLabel).ToArray();

        counts.Should().HaveCount(10);
        counts.Should().OnlyContain(pair => pair.Value > 300 && pair.Value < 500);
    }

    [Fact]
    public void The_ink_fits_a_box_of_20_by_20_and_nearly_fills_it()
    {
        for (var i = 0; i < Digits.Train.Count; i++)
        {
            var (width, height) = InkBox(Digits.Train.GetPixels(i));
            Math.Max(width, height).Should().BeInRange(17, 20, $"that is image {i}");
        }
    }

    [Fact]
    public void The_centre_of_mass_is_in_the_middle_within_half_a_pixel_unless_the_ink_would_leave_the_picture()
    {
        var stopped = 0;
        for (var i = 0; i < Digits.Train.Count; i++)
        {
            var (x, y) = CentreOfMass(Digits.Train.GetPixels(i));
            var offset = Math.Max(Math.Abs(x - 13.5), Math.Abs(y - 13.5));
            offset.Should().BeLessThan(3, $"that is image {i}");
            stopped += offset > 0.501 ? 1 : 0;
        }

        stopped.Should().BeLessThan(Digits.Train.Count / 100);
    }

    [Fact]
    public void The_ink_is_spread_as_in_mnist()
    {
        // MNIST's training images have mean 33.3, deviation 78.6, and ink in 19.1 % of the pixels.
        var pixels = Bytes(Digits.Train);
        var mean = pixels.Average(pixel => (double)pixel);
        var deviation = Math.Sqrt(pixels.Average(pixel => Math.Pow(pixel - mean, 2)));
        var inked = pixels.Count(pixel => pixel > 0) / (double)pixels.Length;

        mean.Should().BeApproximately(33.3, 2);
        deviation.Should().BeApproximately(78.6, 4);
        inked.Should().BeApproximately(0.191, 0.015);
        pixels.Count(pixel => pixel >= 250).Should().BeGreaterThan((int)(0.3 * inked * pixels.Length));
    }

    [Fact]
    public void The_classes_can_be_distinguished_but_not_by_an_average_image()
    {
        // They vary more than a writer's do, so that what is learned from them holds for writers not seen: among as many
        // real ones, the nearest neighbour is right for nine of ten.
        NearestNeighbourAccuracy(Digits.Train, Digits.Test).Should().BeGreaterThan(0.65);
        NearestCentroidAccuracy(Digits.Train, Digits.Test).Should().BeInRange(0.3, 0.65);
    }

    [MnistFact]
    public void A_network_trained_on_generated_digits_alone_reads_nine_of_ten_real_ones()
    {
        // Training images, which the network has not seen either: the test images are not for tuning the generator.
        var real = Last(MnistDataset.Load(MnistFactAttribute.Directory).Train, 10_000);

        var classifier = MnistClassifier.Train(MnistDataset.Generate(), TrainingRecipe.Tutorial, new MLContext(seed: 1));

        classifier.Evaluate(real).MicroAccuracy.Should().BeGreaterThan(0.9);
    }

    private static LabeledImages Last(LabeledImages images, int count)
    {
        var indices = Enumerable.Range(images.Count - count, count).ToArray();
        byte[] pixels = [.. indices.SelectMany(i => images.GetPixels(i).ToArray())];
        byte[] labels = [.. indices.Select(i => (byte)images.GetLabel(i))];
        return new LabeledImages(pixels, labels, images.Height, images.Width, images.ClassCount);
    }

    private static byte[] Bytes(LabeledImages images)
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < images.Count; i++)
        {
            stream.Write(images.GetPixels(i));
            stream.WriteByte((byte)images.GetLabel(i));
        }

        return stream.ToArray();
    }

    private static int Shared(LabeledImages left, LabeledImages right)
    {
        var known = Enumerable.Range(0, left.Count).Select(i => Convert.ToHexString(left.GetPixels(i))).ToHashSet();
        return Enumerable.Range(0, right.Count).Count(i => known.Contains(Convert.ToHexString(right.GetPixels(i))));
    }

    private static (int Width, int Height) InkBox(ReadOnlySpan<byte> image)
    {
        var (left, right, top, bottom) = (28, -1, 28, -1);
        for (var i = 0; i < image.Length; i++)
        {
            if (image[i] > 0)
            {
                (left, right) = (Math.Min(left, i % 28), Math.Max(right, i % 28));
                (top, bottom) = (Math.Min(top, i / 28), Math.Max(bottom, i / 28));
            }
        }

        return (right - left + 1, bottom - top + 1);
    }

    private static (double X, double Y) CentreOfMass(ReadOnlySpan<byte> image)
    {
        double mass = 0, x = 0, y = 0;
        for (var i = 0; i < image.Length; i++)
        {
            mass += image[i];
            x += image[i] * (i % 28);
            y += image[i] * (i / 28);
        }

        return (x / mass, y / mass);
    }

    private static double NearestNeighbourAccuracy(LabeledImages known, LabeledImages asked) => Accuracy(
        asked,
        image => known.GetLabel(Enumerable.Range(0, known.Count).MinBy(i => Distance(known.GetPixels(i), image))));

    private static double NearestCentroidAccuracy(LabeledImages known, LabeledImages asked)
    {
        var centroids = Enumerable.Range(0, 10).Select(label => Centroid(known, label)).ToArray();
        return Accuracy(asked, image => Enumerable.Range(0, 10).MinBy(label => Distance(centroids[label], image)));
    }

    private static double Accuracy(LabeledImages asked, Func<byte[], int> classify) => Enumerable.Range(0, asked.Count)
        .AsParallel().Average(i => classify(asked.GetPixels(i).ToArray()) == asked.GetLabel(i) ? 1.0 : 0.0);

    private static byte[] Centroid(LabeledImages images, int label)
    {
        var members = Enumerable.Range(0, images.Count).Where(i => images.GetLabel(i) == label).ToArray();
        return [.. Enumerable.Range(0, images.PixelsPerImage)
            .Select(pixel => (byte)members.Average(i => (double)images.GetPixels(i)[pixel]))];
    }

    private static int Distance(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }

        return sum;
    }
}
