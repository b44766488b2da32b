using DenseNetworks.IO;
using DenseNetworks.ML.Onnx;
using Mnist.Classifier.Data;
using Mnist.Digits;

namespace Mnist.Classifier;

public sealed partial class MnistClassifier
{
    /// <summary>
    /// Exports the classifier as an ONNX model, for other engines and languages. An existing file is replaced only by a
    /// complete new one.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <remarks>
    /// <para>The model uses ONNX operator set 13 and has one input and two outputs, for batches of any number of images.</para>
    /// <list type="table">
    /// <listheader><term>Name</term><description>Type, shape and content</description></listheader>
    /// <item><term><c>Pixels</c></term>
    /// <description>uint8 <c>[batch, 784]</c>: what <see cref="Predict(ReadOnlySpan{byte})"/> takes, 0 for paper to 255 for
    /// ink. The model divides by 255 itself.</description></item>
    /// <item><term><c>Score</c></term>
    /// <description>float32 <c>[batch, 10]</c>: the probability of each digit</description></item>
    /// <item><term><c>Digit</c></term><description>int64 <c>[batch]</c>: the most likely digit, 0 to 9</description></item>
    /// </list>
    /// <para>The metadata are described in docs/onnx.md. The same classifier gives the same bytes, also after saving and
    /// loading. Thread-safe.</para>
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The model would be larger than 2 GiB, the limit of ONNX files.</exception>
    public void ExportOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, CreateOnnx().Write);
    }

    /// <summary>Exports the classifier as an ONNX model, as <see cref="ExportOnnx(string)"/> does.</summary>
    /// <param name="stream">A writable stream. It stays open and need not be seekable.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    /// <exception cref="NotSupportedException">The model would be larger than 2 GiB, the limit of ONNX files.</exception>
    public void ExportOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CreateOnnx().Write(stream);
    }

    private OnnxModel CreateOnnx() => OnnxModel.Create(new OnnxExport
    {
        Network = Network,
        InputName = LabeledImagesDataView.PixelsName,
        ClassOutputName = DigitPipeline.DigitColumnName,
        ByteDivisor = PixelScale.LargestPixel,
    });
}
