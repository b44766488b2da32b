using System.Globalization;
using Mnist.Classifier;
using Mnist.Digits.Normalization;

namespace DocumentationPictures;

/// <summary>Measures how wide the strokes of training images are, as the library measures those of pictures.</summary>
internal static class StrokeTable
{
    private const int Scale = 6;
    private const int Count = 5_000;

    public static void Print()
    {
        var folder = Environment.GetEnvironmentVariable("MNIST_DATA_DIR");
        var data = string.IsNullOrEmpty(folder) ? MnistDataset.Generate() : MnistDataset.Load(folder);
        var widths = Enumerable.Range(0, Count).AsParallel().Select(index => Measure(data.Train.GetPixels(index))).ToArray();
        var mean = widths.Average();
        var deviation = Math.Sqrt(widths.Average(width => (width - mean) * (width - mean)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Source}: strokes of the first {Count:N0} training images are {mean:F2} pixels wide, deviation {deviation:F2}."));
    }

    private static float Measure(ReadOnlySpan<byte> pixels)
    {
        var side = SizeNormalization.Side;
        var small = new Plane(side, side, [.. pixels.ToArray().Select(pixel => (float)pixel)]);
        var large = Resampling.Sample(small, 0, 0, 1f / Scale, 1f / Scale, side * Scale, side * Scale);
        return DistanceTransform.StrokeWidth(DistanceTransform.Inside(large, byte.MaxValue / 2f)) / Scale;
    }
}
