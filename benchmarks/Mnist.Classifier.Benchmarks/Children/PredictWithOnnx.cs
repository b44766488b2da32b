using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads an exported classifier into ONNX Runtime and classifies one image.</summary>
internal static class PredictWithOnnx
{
    public static void Run(string model, string image, string threads)
    {
        using var session = new OnnxSession(File.ReadAllBytes(model), int.Parse(threads, CultureInfo.InvariantCulture));
        ChildReply.Write(ChildReply.Digit, session.Score(File.ReadAllBytes(image)).Digits[0]);
    }
}
