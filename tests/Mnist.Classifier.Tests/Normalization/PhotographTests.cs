using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.Normalization;

/// <summary>Digits are classified nearly as well from photographs as from themselves.</summary>
public sealed class PhotographTests(ConfidentDigits trained) : IClassFixture<ConfidentDigits>
{
    private const int MostLost = 3;

    // Of 14 to 18 pixels in height, an untidy digit keeps little of its form.
    private const int MostLostOfTiny = 6;

    public static TheoryData<string> Conditions => [.. PhotographCondition.All.Select(condition => condition.Name)];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Digits_that_are_read_with_confidence_are_read_from_photographs_too(string name)
    {
        var condition = PhotographCondition.All.Single(condition => condition.Name == name);

        var lost = trained.Digits.Where((index, seed) => !trained.IsReadCorrectly(
            index, PictureEncoder.Png(Photograph.Take(trained.Data.Test.GetPixels(index), condition, seed)))).ToList();

        trained.Digits.Should().HaveCount(ConfidentDigits.Count);
        lost.Should().HaveCountLessThanOrEqualTo(condition.Width == 28 ? MostLostOfTiny : MostLost);
    }

    [MnistFact]
    public void MNIST_written_as_pictures_and_read_back_loses_nothing_to_speak_of()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Tutorial with { Epochs = 1 }, new MLContext(seed: 1));
        var accuracy = classifier.Evaluate(data.Test).MicroAccuracy;

        foreach (var isInverted in new[] { false, true })
        {
            var right = Enumerable.Range(0, data.Test.Count).AsParallel().Count(i =>
            {
                var pixels = data.Test.GetPixels(i).ToArray();
                var shown = isInverted ? Array.ConvertAll(pixels, pixel => (byte)(255 - pixel)) : pixels;
                using var file = new MemoryStream(PictureEncoder.Png(new(28, 28, shown)));
                return classifier.PredictImage(file) is { Finding: not DigitFinding.Blank } prediction
                    && prediction.Digit == data.Test.GetLabel(i);
            });

            (right / (double)data.Test.Count).Should().BeGreaterThanOrEqualTo(accuracy - 0.001);
        }
    }
}
