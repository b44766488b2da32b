using DenseNetworks.IO;
using DenseNetworks.ML.Onnx;
using DenseNetworks.ML.Scoring;

namespace DenseNetworks.ML;

public sealed partial class DenseNetworkTransformer
{
    /// <summary>
    /// Exports the network as an ONNX model, for other engines and languages. An existing file is replaced only when the new
    /// one is complete.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <remarks>
    /// <para>The model uses ONNX operator set 13. It has one input and two outputs, for any number of rows.</para>
    /// <list type="table">
    /// <listheader><term>Name</term><description>Type, shape and content</description></listheader>
    /// <item><term>the value of <see cref="FeatureColumnName"/></term>
    /// <description>float32 <c>[batch, features]</c>: the features, scaled as the training rows were</description></item>
    /// <item><term><c>Score</c></term>
    /// <description>float32 <c>[batch, classes]</c>: the probability of each class</description></item>
    /// <item><term><c>PredictedLabel</c></term>
    /// <description>int64 <c>[batch]</c>: the index of the likeliest class, from 0. The key that <see cref="Transform"/>
    /// returns is greater by 1.</description></item>
    /// </list>
    /// <para>The metadata of the model contains the names of the classes as <c>class_names</c>, a JSON array; docs/onnx.md
    /// describes the rest. Only this transformer is exported, without the preceding steps of a pipeline. The same transformer
    /// always gives the same bytes. Safe to call from multiple threads.</para>
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">
    /// The model would be larger than 2 GiB, the limit of ONNX files, or the feature column has the name of an output.
    /// </exception>
    public void ExportOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, CreateOnnx().Write);
    }

    /// <summary>Exports the network as an ONNX model, as <see cref="ExportOnnx(string)"/> does.</summary>
    /// <param name="stream">A writable stream. It stays open and need not be seekable.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    /// <exception cref="NotSupportedException">
    /// The model would be larger than 2 GiB, the limit of ONNX files, or the feature column has the name of an output.
    /// </exception>
    public void ExportOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CreateOnnx().Write(stream);
    }

    private OnnxModel CreateOnnx() => OnnxModel.Create(new OnnxExport
    {
        Network = Network,
        InputName = FeatureColumnName,
        ClassOutputName = ScoreColumns.PredictedLabel,
    });
}
