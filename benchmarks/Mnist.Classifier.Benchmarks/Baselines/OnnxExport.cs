namespace Mnist.Classifier.Benchmarks;

/// <summary>Writes a classifier for ONNX Runtime: input Pixels, uint8 [batch, 784]; outputs Score, float [batch, 10], and
/// Digit, int64 [batch].</summary>
internal static class OnnxExport
{
    /// <summary>Gets what writes it, or null where there is nothing; ONNX Runtime is left out then.</summary>
    public static Action<MnistClassifier, Stream>? Write => (classifier, stream) => classifier.ExportOnnx(stream);
}
