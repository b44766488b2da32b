namespace Mnist.Classifier.Benchmarks;

/// <summary>Ours: <see cref="MnistClassifier.Predict(ReadOnlySpan{byte})"/>.</summary>
internal sealed class ClassifierRows(MnistClassifier classifier) : IRowScorer
{
    public string Subject => "MnistClassifier.Predict";

    public int Predict(byte[] pixels) => classifier.Predict(pixels).Digit;
}
