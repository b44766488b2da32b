using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Loads a model by ML.NET alone: nothing in this file is of the library.</summary>
internal static class Predict
{
    /// <summary>
    /// Prints, for each image of 784 bytes in a file, the digit and the bits of its scores, and then the files of
    /// libtorch that the process has mapped.
    /// </summary>
    public static void Run(string modelPath, string imagesPath)
    {
        var context = new MLContext();
        var model = context.Model.Load(modelPath, out _);
        var images = File.ReadAllBytes(imagesPath).Chunk(28 * 28).Select(pixels => new Image { Pixels = pixels });
        var scored = model.Transform(context.Data.LoadFromEnumerable(images));
        foreach (var score in context.Data.CreateEnumerable<ImageScore>(scored, reuseRowObject: false))
        {
            var bits = score.Score.Select(value => BitConverter.SingleToUInt32Bits(value).ToString("X8", CultureInfo.InvariantCulture));
            Console.WriteLine($"{score.Digit} {string.Join(' ', bits)}");
        }

        MappedFiles.PrintTorch();
    }
}
