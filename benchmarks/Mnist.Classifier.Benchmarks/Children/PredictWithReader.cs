using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads a zip without ML.NET and reads one image.</summary>
internal static class PredictWithReader
{
    public static void Run(string model, string image) =>
        ChildReply.Write(ChildReply.Digit, DigitReader.Load(model).ReadImage(File.ReadAllBytes(image)).Digit);
}
