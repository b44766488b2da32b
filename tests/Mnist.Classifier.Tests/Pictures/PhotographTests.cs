using Mnist.Classifier.Tests.Support;
using Mnist.Classifier.Tests.Support.Photographs;

namespace Mnist.Classifier.Tests.Pictures;

/// <summary>Digits are classified nearly as well from photographs as from themselves.</summary>
public sealed class PhotographTests(TrainedDigits trained) : IClassFixture<TrainedDigits>
{
    private const int Count = 20;
    private const int MostLost = 3;

    public static TheoryData<string> Conditions => [.. PhotographCondition.All.Select(condition => condition.Name)];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Photographed_digits_are_classified_as_the_digits_themselves_are(string name)
    {
        var condition = PhotographCondition.All.Single(condition => condition.Name == name);

        var lost = Enumerable.Range(0, Count).Count(i =>
        {
            var pixels = trained.Data.Test.GetPixels(i);
            using var file = new MemoryStream(PictureEncoder.Png(Photograph.Take(pixels, condition, seed: i)));
            return trained.Classifier.PredictImage(file)?.Digit != trained.Classifier.Predict(pixels).Digit;
        });

        lost.Should().BeLessThanOrEqualTo(MostLost);
    }

    [MnistFact]
    public void MNIST_written_as_pictures_and_read_back_loses_nothing_to_speak_of()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Seed with { Epochs = 1 }, new Microsoft.ML.MLContext(seed: 1));
        var accuracy = classifier.Evaluate(data.Test).MicroAccuracy;

        foreach (var isInverted in new[] { false, true })
        {
            var right = Enumerable.Range(0, data.Test.Count).AsParallel().Count(i =>
            {
                var pixels = data.Test.GetPixels(i).ToArray();
                var shown = isInverted ? Array.ConvertAll(pixels, pixel => (byte)(255 - pixel)) : pixels;
                using var file = new MemoryStream(PictureEncoder.Png(new(28, 28, shown)));
                return classifier.PredictImage(file)?.Digit == data.Test.GetLabel(i);
            });

            (right / (double)data.Test.Count).Should().BeGreaterThanOrEqualTo(accuracy - 0.001);
        }
    }
}
