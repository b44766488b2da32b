namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads a zip by <c>MnistClassifier.Load</c> and classifies one image.</summary>
internal static class PredictWithClassifier
{
    public static void Run(string model, string image) =>
        ChildReply.Write(ChildReply.Digit, MnistClassifier.Load(model).Predict(File.ReadAllBytes(image)).Digit);
}
