using System.Drawing;
using Mnist.Digits;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// The way of many a tutorial: a threshold (N. Otsu 1979), connected components, and for each the box around it, scaled into 20x20 and centred,
/// read by the same network.
/// </summary>
internal static class PopularWay
{
    private const int LeastArea = 30;
    private const int LeastHeight = 10;

    public static IReadOnlyList<(Rectangle Bounds, DigitPrediction Prediction)> Read(DigitReader reader, WrittenNumber picture)
    {
        var threshold = Otsu(picture.Grey);
        var ink = new Plane(picture.Width, picture.Height, Array.ConvertAll(picture.Grey, grey => grey <= threshold ? 255f : 0));
        var components = ConnectedComponents.Find(ink, 127);
        return
        [
            .. components.All.Where(component => component.Area >= LeastArea && component.Box.Height >= LeastHeight).OrderBy(component => component.Box.Left)
                .Select(component => (
                    new Rectangle(component.Box.Left, component.Box.Top, component.Box.Width, component.Box.Height),
                    reader.ReadImage(SizeNormalization.CreateAsWritten(Cut(ink, component.Box))))),
        ];
    }

    private static Ink Cut(Plane ink, Box box)
    {
        var cut = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            ink.Row(box.Top + row).Slice(box.Left, box.Width).CopyTo(cut.Row(row));
        }

        return new Ink(cut, byte.MaxValue, new Box(0, 0, box.Width - 1, box.Height - 1), Solidity: 0, IsOneOfSeveral: false, Likelihood: 1);
    }

    private static int Otsu(byte[] grey)
    {
        var counts = new long[256];
        foreach (var value in grey)
        {
            counts[value]++;
        }

        var total = grey.Sum(value => (long)value);
        var (best, threshold, below, sum) = (0.0, 0, 0L, 0L);
        for (var i = 0; i < 255; i++)
        {
            below += counts[i];
            sum += i * counts[i];
            var above = grey.Length - below;
            if (below > 0 && above > 0)
            {
                var difference = ((double)sum / below) - ((double)(total - sum) / above);
                var between = below * (double)above * difference * difference;
                (best, threshold) = between > best ? (between, i) : (best, threshold);
            }
        }

        return threshold;
    }
}
