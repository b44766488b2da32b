using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.LoadOnly;

// LoadOnly MODEL IMAGES: loads a model, scores images of 784 bytes each, one after the other in a file, and prints for
// each the digit and the bits of its scores. Then it prints the libraries of libtorch that the process has mapped.
var context = new MLContext();
var model = context.Model.Load(args[0], out _);
var images = File.ReadAllBytes(args[1]).Chunk(28 * 28).Select(pixels => new Image { Pixels = pixels });
var scored = model.Transform(context.Data.LoadFromEnumerable(images));
foreach (var score in context.Data.CreateEnumerable<ImageScore>(scored, reuseRowObject: false))
{
    var bits = score.Score.Select(value => BitConverter.SingleToUInt32Bits(value).ToString("X8", CultureInfo.InvariantCulture));
    Console.WriteLine($"{score.Digit} {string.Join(' ', bits)}");
}

if (OperatingSystem.IsLinux())
{
    foreach (var line in File.ReadLines("/proc/self/maps").Where(line => line.Contains("torch", StringComparison.Ordinal) && line.EndsWith(".so", StringComparison.Ordinal)))
    {
        Console.WriteLine($"mapped {line}");
    }
}
