namespace Mnist.Classifier.Benchmarks;

/// <summary>ONNX Runtime on all images at once.</summary>
internal sealed class OnnxBatch(OnnxSession session, byte[] pixels) : IBatchScorer
{
    public string Subject => "ONNX Runtime, one batch";

    public int[] Score() => Array.ConvertAll(session.Score(pixels).Digits, digit => (int)digit);
}
