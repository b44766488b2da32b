using System.Diagnostics;
using System.Globalization;
using DenseNetworks.ML.Training;
using Mnist.Classifier;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits;
using Mnist.Digits.Pictures;
using Testing;

namespace DocumentationPictures;

/// <summary>Measures how long it takes to find the digit in a large photograph, beside decoding it.</summary>
internal static class SpeedTable
{
    private const int Repeats = 7;

    public static void Print()
    {
        var digit = MnistDataset.Generate(1, 1).Test.GetPixels(0);
        var condition = new PhotographCondition("12 megapixels") { Width = 4000, Height = 3000, Shade = 0.4f, Noise = 6 };
        var file = PictureEncoder.Jpeg(Photograph.Take(digit, condition, seed: 1), quality: 90);
        var picture = Decode(file);
        Normalize();

        var decoding = Median(() => Decode(file));
        var normalizing = Median(Normalize);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"4000x3000 JPEG of {file.Length / 1_000_000.0:F1} MB: decoding {decoding:F0} ms, the rest {normalizing:F0} ms, " +
            $"{normalizing / decoding:F2} times as long."));

        void Normalize() => DigitImage.Normalize(picture.Pixels, picture.Height, picture.Width);
    }

    private static GreyPicture Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return PictureReader.Read(stream);
    }

    private static double Median(Action action)
    {
        var times = new double[Repeats];
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(Repeats / 2);
    }
}
