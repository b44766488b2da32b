namespace Mnist.Classifier.Benchmarks;

/// <summary>ONNX Runtime with the same weights.</summary>
internal sealed class OnnxRows(OnnxSession session) : IRowScorer
{
    public string Subject => "ONNX Runtime";

    public int Predict(byte[] pixels) => (int)session.Score(pixels).Digits[0];
}
