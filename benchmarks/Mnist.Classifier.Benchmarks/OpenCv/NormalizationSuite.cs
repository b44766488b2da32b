using System.Text;
using Mnist.Digits;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how long it takes to find a digit in a picture and to bring it into the form of MNIST, beside OpenCV.</summary>
internal sealed class NormalizationSuite : ISuite
{
    private const string Ours = "DigitImage.Normalize";
    private const int Rounds = 5;
    private const int Repeats = 200;
    private const double BytesPerMebibyte = 1 << 20;

    private static readonly (int Width, int Height)[] Sizes = [(280, 280), (1000, 1000), (4000, 3000)];

    public string Name => "pictures";

    public string Description => "time and memory to find the digit in a picture, beside the popular way in OpenCV";

    public void Run(Bench bench, SuiteReport report)
    {
        var openCv = OpenCv.Find();
        var popular = openCv is null ? "OpenCV, not found" : $"OpenCV {openCv.Version}, Otsu's threshold and the ink's box";
        report.Note($"{bench.Data.Digits.Source}. One thread, without decoding. OpenCV is looked for in Python.");
        using var folder = new TemporaryFolder();
        foreach (var (width, height) in Sizes)
        {
            var grey = Draw(bench.Data.Digits.Test.GetPixels(0), width, height);
            var path = Path.Combine(folder.Path, $"{width}x{height}.pgm");
            File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"P5 {width} {height} 255\n"), .. grey]);

            var repeats = bench.Repeats(Repeats);
            var microseconds = Interleaved.Run<double>(
                bench.Repeats(Rounds),
                _ => Measure(grey, width, height, repeats),
                _ => openCv?.Measure(path, repeats) ?? 0);
            report.Compare(
                $"{width}x{height}", "µs", new Measurement(Ours, microseconds[0]), new Measurement(popular, openCv is null ? [] : microseconds[1]));

            var before = GC.GetAllocatedBytesForCurrentThread();
            DigitImage.Normalize(grey, height, width);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            report.Add($"{width}x{height}: allocated", "MiB", new Measurement(Ours, [allocated / BytesPerMebibyte]));
        }
    }

    private static double Measure(byte[] grey, int width, int height, int repeats) => 1e6 * Statistics.Median(
        [.. Enumerable.Range(0, repeats).Select(_ => Clock.Seconds(() => DigitImage.Normalize(grey, height, width)))]);

    // Dark on paper, under light from one side.
    private static byte[] Draw(ReadOnlySpan<byte> digit, int width, int height)
    {
        var ink = new Plane(SizeNormalization.Side, SizeNormalization.Side, Array.ConvertAll(digit.ToArray(), pixel => (float)pixel));
        var step = SizeNormalization.Side / (float)Math.Min(width, height);
        var large = Resampling.Sample(ink, 0, 0, step, step, width, height).Values.ToArray();
        return [.. large.Select((value, index) => (byte)((byte.MaxValue - value) * (0.7f + (0.3f * (index % width) / width))))];
    }
}
