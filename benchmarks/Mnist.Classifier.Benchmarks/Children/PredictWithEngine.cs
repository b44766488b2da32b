using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads a zip by ML.NET and classifies one image by a prediction engine.</summary>
internal static class PredictWithEngine
{
    public static void Run(string model, string image)
    {
        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<DigitInput, DigitOutput>(context.Model.Load(model, out _));
        ChildReply.Write(ChildReply.Digit, engine.Predict(new DigitInput { Pixels = File.ReadAllBytes(image) }).Digit);
    }
}
