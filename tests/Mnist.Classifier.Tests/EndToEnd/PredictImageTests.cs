using Mnist.Classifier.Tests.Support;
using Mnist.Digits;
using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

public sealed class PredictImageTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MnistClassifier Classifier => trained.Classifier;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void I_can_classify_a_picture_from_its_path_and_from_a_stream()
    {
        var pixels = trained.Data.Test.GetPixels(0);
        var file = PictureEncoder.Png(new GreyPicture(28, 28, pixels.ToArray()));
        File.WriteAllBytes(_folder.File("digit.png"), file);
        using var stream = new MemoryStream(file);

        var expected = Classifier.Predict(pixels).Probabilities;

        Classifier.PredictImage(_folder.File("digit.png")).Probabilities.Should().Equal(expected);
        Classifier.PredictImage(stream).Probabilities.Should().Equal(expected);
        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void A_blank_picture_is_not_a_digit()
    {
        using var stream = new MemoryStream(
            PictureEncoder.Png(new GreyPicture(300, 200, Enumerable.Repeat((byte)255, 60_000).ToArray())));

        var prediction = Classifier.PredictImage(stream);

        (prediction.Finding, prediction.IsDigit, $"{prediction}").Should().Be((DigitFinding.Blank, false, "blank"));
    }

    [Fact]
    public void A_missing_picture_is_named()
    {
        var predict = () => Classifier.PredictImage(_folder.File("nothing.png"));

        predict.Should().Throw<FileNotFoundException>().WithMessage("*nothing.png*");
    }

    [Fact]
    public void A_picture_of_another_format_is_rejected_by_name()
    {
        File.WriteAllText(_folder.File("note.txt"), "seven");

        var predict = () => Classifier.PredictImage(_folder.File("note.txt"));

        predict.Should().Throw<InvalidDataException>().WithMessage("*note.txt*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*");
    }
}
