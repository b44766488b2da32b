namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads a zip by the front door and classifies one image.</summary>
internal static class PredictWithClassifier
{
    public static void Run(string model, string image) =>
        ChildReply.Write(ChildReply.Digit, MnistClassifier.Load(model).Predict(File.ReadAllBytes(image)).Digit);
}
