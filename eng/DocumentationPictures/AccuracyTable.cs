using System.Globalization;
using DenseNetworks;
using Microsoft.ML;
using Mnist.Classifier;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits;

namespace DocumentationPictures;

/// <summary>
/// Measures how many photographed digits are classified correctly: a line for each condition.
/// </summary>
internal static class AccuracyTable
{
    // The last sixth of the training images is held out; the test images are not looked at.
    private const int HeldOutShare = 6;

    public static void Print(int count)
    {
        var folder = Environment.GetEnvironmentVariable("MNIST_DATA_DIR");
        var data = string.IsNullOrEmpty(folder) ? MnistDataset.Generate() : MnistDataset.Load(folder);
        var trainCount = data.Train.Count - (data.Train.Count / HeldOutShare);
        var network = Train(data.Train.Take(trainCount));
        count = Math.Min(count, data.Train.Count - trainCount);
        var digits = Enumerable.Range(data.Train.Count - count, count).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(data.IsGenerated ? "Generated digits" : "MNIST")}: trained on the first {trainCount:N0} training images, " +
            $"photographed the last {count}."));
        Console.WriteLine("| condition | classified rightly | taken for blank |");
        Console.WriteLine("|---|---|---|");
        PrintRow("the digits themselves", index => data.Train.GetPixels(index).ToArray());
        foreach (var condition in PhotographCondition.All)
        {
            PrintRow(condition.Name, index =>
            {
                var picture = Photograph.Take(data.Train.GetPixels(index), condition, seed: index);
                var image = DigitImage.Normalize(picture.Pixels, picture.Height, picture.Width);
                return image.IsBlank ? null : image.Pixels.ToArray();
            });
        }

        void PrintRow(string name, Func<int, byte[]?> photograph)
        {
            var images = digits.AsParallel().AsOrdered()
                .Select(index => (Pixels: photograph(index), Label: data.Train.GetLabel(index))).ToList();
            var right = images.Count(image => image.Pixels is { } pixels && Classify(network, pixels) == image.Label);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {100.0 * right / images.Count:F1} % | {images.Count(image => image.Pixels is null)} |"));
        }
    }

    private static DenseNetwork Train(LabeledImages images)
    {
        var ml = new MLContext(seed: 1);
        return ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 10))
            .Fit(images.ToDataView(ml))
            .LastTransformer.Network;
    }

    private static int Classify(DenseNetwork network, byte[] pixels)
    {
        var features = Array.ConvertAll(pixels, pixel => pixel / 255f);
        var probabilities = new float[network.ClassCount];
        network.ComputeProbabilities(features, probabilities);
        return Array.IndexOf(probabilities, probabilities.Max());
    }
}
