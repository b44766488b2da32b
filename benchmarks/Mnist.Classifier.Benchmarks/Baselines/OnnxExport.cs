namespace Mnist.Classifier.Benchmarks;

/// <summary>Writes a classifier for ONNX Runtime: input Pixels, uint8 [batch, 784]; outputs Score, float [batch, 10], and
/// Digit, int64 [batch].</summary>
internal static class OnnxExport
{
    /// <summary>Gets the program that writes it, or null without one, for which ONNX Runtime is skipped.</summary>
    public static Action<MnistClassifier, Stream>? Write => (classifier, stream) => classifier.ExportOnnx(stream);
}
