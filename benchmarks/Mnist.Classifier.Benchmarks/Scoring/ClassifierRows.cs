namespace Mnist.Classifier.Benchmarks;

/// <summary>Ours, by the front door.</summary>
internal sealed class ClassifierRows(MnistClassifier classifier) : IRowScorer
{
    public string Subject => "MnistClassifier.Predict";

    public int Predict(byte[] pixels) => classifier.Predict(pixels).Digit;
}
