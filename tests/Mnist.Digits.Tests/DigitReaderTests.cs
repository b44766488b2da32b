using DenseNetworks;
using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Digits.Tests;

public sealed class DigitReaderTests : IDisposable
{
    private static readonly DigitReader Reader = DigitReader.LoadPretrained();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void I_can_read_a_picture_from_its_path_a_stream_an_image_and_pixels()
    {
        var picture = PictureEncoder.Png(Seven(side: 140));
        File.WriteAllBytes(_folder.File("seven.png"), picture);
        using var stream = new MemoryStream(picture);
        var image = DigitImage.Load(_folder.File("seven.png"));

        DigitPrediction[] predictions = [Reader.ReadImage(_folder.File("seven.png")), Reader.ReadImage(stream), Reader.ReadImage(image)];

        predictions.Should().AllSatisfy(prediction =>
        {
            (prediction.Digit, prediction.Finding, prediction.IsDigit).Should().Be((7, DigitFinding.Digit, true));
            prediction.Probabilities.Should().Equal(predictions[0].Probabilities);
        });
        Reader.ReadImage(image.Pixels).Digit.Should().Be(7);
        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void A_picture_is_read_with_the_strokes_of_MNIST_and_with_its_own()
    {
        var image = DigitImage.Load(new MemoryStream(PictureEncoder.Png(Seven(side: 140))));
        var (even, written) = (Reader.ReadImage(image.Pixels), Reader.ReadImage(image.AsWritten!));

        var prediction = Reader.ReadImage(image);

        image.AsWritten.Should().NotEqual(image.Pixels.ToArray());
        prediction.DigitScore.Should().BeApproximately((even.DigitScore + written.DigitScore) / 2, 1e-4f);
        var products = even.Probabilities.Zip(written.Probabilities, (first, second) => Math.Sqrt((double)first * second)).ToList();
        prediction.Probabilities.Zip(products).Should().OnlyContain(pair => Math.Abs(pair.First - (pair.Second / products.Sum())) < 1e-4);
    }

    [Fact]
    public void A_network_without_a_background_class_reads_only_the_pixels()
    {
        var reader = new DigitReader(Reader.Network.WithoutBackgroundClass());
        var image = DigitImage.Load(new MemoryStream(PictureEncoder.Png(Seven(side: 140))));

        reader.ReadImage(image).Probabilities.Should().Equal(reader.ReadImage(image.Pixels).Probabilities);
    }

    [Fact]
    public void It_needs_no_MLNet()
    {
        Reader.ReadImage(DigitImage.Load(new MemoryStream(PictureEncoder.Png(Seven(side: 56)))));

        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name)
            .Should().NotContain(name => name!.StartsWith("Microsoft.ML", StringComparison.Ordinal) || name == "TorchSharp");
    }

    [Fact]
    public void A_blank_picture_is_reported_as_blank()
    {
        var blank = Reader.ReadImage(DigitImage.Normalize(Enumerable.Repeat((byte)230, 10_000).ToArray(), 100, 100));

        (blank.Finding, blank.IsDigit, $"{blank}").Should().Be((DigitFinding.Blank, false, "blank"));
        blank.Probabilities.Sum().Should().BeApproximately(1, 1e-5f);
    }

    [Theory]
    [InlineData(3, false, DigitFinding.TooSmall, "too small")]
    [InlineData(11, false, DigitFinding.TooSmall, "too small")]
    [InlineData(12, false, DigitFinding.Blank, "blank")]
    [InlineData(3, true, DigitFinding.Blank, "blank")]
    public void A_tiny_picture_in_which_nothing_is_found_is_too_small_unless_it_is_solid(
        int side, bool isSolid, DigitFinding finding, string text)
    {
        var paper = Enumerable.Repeat((byte)230, side * side).ToArray();
        paper[0] = isSolid ? paper[0] : (byte)229;

        var image = DigitImage.Normalize(paper, side, side);

        (image.IsBlank, image.IsTooSmall).Should().Be((true, finding == DigitFinding.TooSmall));
        var prediction = Reader.ReadImage(image);
        (prediction.Finding, prediction.IsDigit, $"{prediction}").Should().Be((finding, false, text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_network_that_overflows_finds_no_digit(bool hasThreshold)
    {
        var random = new Random(1);
        var weights = Enumerable.Range(0, 784 * 10).Select(_ => random.Next(2) == 0 ? -1e38f : 1e38f).ToArray();
        var reader = new DigitReader(new DenseNetwork([new DenseLayer(weights, new float[10])], rejectionThreshold: hasThreshold ? 0 : null));

        var prediction = reader.ReadImage(Enumerable.Repeat((byte)255, 784).ToArray());

        (prediction.Finding, prediction.IsDigit, prediction.DigitScore).Should().Be((DigitFinding.NoDigit, false, float.MinValue));
        prediction.Probabilities.Should().AllSatisfy(probability => probability.Should().Be(0.1f));
        $"{prediction}".Should().Be("no digit, most like 0");
    }

    [Fact]
    public void Its_description_names_the_network() =>
        $"{Reader}".Should().MatchRegex(@"^784-[\d-]+-10, [\d,]+ parameters, \d\d\.\d % of the validation images$");

    [Fact]
    public void Noise_is_not_a_digit()
    {
        var pixels = new byte[784];
        new Random(1).NextBytes(pixels);

        var noise = Reader.ReadImage(pixels);

        (noise.Finding, noise.IsDigit).Should().Be((DigitFinding.NoDigit, false));
        $"{noise}".Should().Be($"no digit, most like {noise.Digit}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(783)]
    [InlineData(785)]
    public void A_wrong_number_of_pixels_is_rejected(int count)
    {
        var read = () => Reader.ReadImage(new byte[count]);

        read.Should().Throw<ArgumentException>().WithMessage($"A digit has 784 pixels, 28 rows of 28, but there are {count}.*");
    }

    [Fact]
    public void A_bad_file_is_named_in_the_error()
    {
        File.WriteAllText(_folder.File("note.txt"), "not a picture");

        var note = () => Reader.ReadImage(_folder.File("note.txt"));
        var missing = () => Reader.ReadImage(_folder.File("missing.png"));

        note.Should().Throw<InvalidDataException>().WithMessage($"'{_folder.File("note.txt")}' is not a picture in a known format*");
        missing.Should().Throw<FileNotFoundException>().WithMessage("*missing.png*");
    }

    [Fact]
    public void The_pretrained_model_is_loaded_once_and_is_an_ordinary_zip()
    {
        using var zip = DigitReader.OpenPretrained();

        var again = DigitReader.Load(zip);

        DigitReader.LoadPretrained().Should().BeSameAs(Reader);
        var image = DigitImage.Normalize(Seven(56).Pixels, 56, 56);
        again.ReadImage(image).Probabilities.Should().Equal(Reader.ReadImage(image).Probabilities);
        again.Network.ClassNames.Should().Equal(Enumerable.Range(0, 10).Select(digit => $"{digit}"));
    }

    [Fact]
    public void A_network_for_something_else_is_rejected_but_can_be_loaded_alone()
    {
        var flowers = Path.Combine(Repository.Folder, "tests", "DenseNetworks.Tests", "Models", "flowers.zip");

        var load = () => DigitReader.Load(flowers);

        load.Should().Throw<InvalidDataException>().WithMessage(
            $"'{flowers}' is not a classifier of digits that can be loaded. It is a pipeline of TermTransform, ConcatTransform, " +
            "Normalizer, DenseNetwork, KeyToValueTransform; a classifier of digits has PixelNormalizing and DenseNetwork, " +
            "optionally DigitImageLoading before them and KeyToValueTransform after them. DenseNetwork.Load loads the network alone.");
        DenseNetwork.Load(flowers).ClassCount.Should().Be(3);
    }

    [Fact]
    public void A_truncated_file_is_rejected()
    {
        using var zip = DigitReader.OpenPretrained();
        using var content = new MemoryStream();
        zip.CopyTo(content);

        var load = () => DigitReader.Load(new MemoryStream(content.ToArray()[..^1]));

        load.Should().Throw<InvalidDataException>().WithMessage("The stream is not a classifier of digits*it was cut off*");
    }

    [Fact]
    public void Many_threads_can_share_a_reader()
    {
        var images = Enumerable.Range(30, 40).Select(side => DigitImage.Normalize(Seven(side).Pixels, side, side)).ToList();
        var expected = images.ConvertAll(image => Reader.ReadImage(image).Probabilities);

        Parallel.For(0, 2_000, i => Reader.ReadImage(images[i % images.Count]).Probabilities.Should().Equal(expected[i % images.Count]));
    }

    // A bar across the top, and a stroke down to the left.
    private static GreyPicture Seven(int side)
    {
        var pixels = Enumerable.Repeat((byte)255, side * side).ToArray();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (u, v) = ((double)x / side, (double)y / side);
                var isBar = v is > 0.2 and < 0.28 && u is > 0.3 and < 0.7;
                var isStroke = v is >= 0.2 and < 0.8 && Math.Abs(u - (0.68 - (0.3 * (v - 0.2) / 0.6))) < 0.04;
                pixels[(y * side) + x] = isBar || isStroke ? (byte)20 : (byte)255;
            }
        }

        return new GreyPicture(side, side, pixels);
    }
}
