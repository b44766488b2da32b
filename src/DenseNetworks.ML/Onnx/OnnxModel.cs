using DenseNetworks.ML.Onnx.Schema;
using Google.Protobuf;

namespace DenseNetworks.ML.Onnx;

/// <summary>Represents an ONNX model in memory. The same export always gives the same bytes.</summary>
internal sealed class OnnxModel
{
    /// <summary>
    /// The lowest operator set that suffices: since 13, Softmax works along one axis. It is that of ONNX 1.8, of November 2020.
    /// </summary>
    public const int OperatorSetVersion = 13;

    // The version of the message format of ONNX 1.8.
    private const int IrVersion = 7;

    // Lengths in protobuf messages are signed 32-bit numbers.
    private const long LargestMessage = int.MaxValue;

    // An upper bound of the bytes for the name, the shape and the lengths of a tensor.
    private const int TensorOverhead = 100;

    private readonly ModelProto _message;

    private OnnxModel(ModelProto message)
    {
        _message = message;
    }

    /// <exception cref="NotSupportedException">The model is too large for ONNX, or a name is used twice.</exception>
    public static OnnxModel Create(OnnxExport export)
    {
        export = export with { Network = export.Network.WithoutBackgroundClass() };
        var graph = new OnnxGraph(export);
        var message = new ModelProto
        {
            IrVersion = IrVersion,
            Graph = graph.WithoutWeights(),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSetVersion } },
        };
        OnnxMetadata.Add(message, export);
        CheckSize(message.CalculateSize(), export.Network);
        graph.AddWeights(message.Graph);
        return new OnnxModel(message);
    }

    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    public void Write(Stream stream)
    {
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to: it is closed or read-only.", nameof(stream));
        }

        _message.WriteTo(stream);
    }

    // Checked before the weights are copied, which could take several gigabytes.
    private static void CheckSize(int sizeWithoutWeights, DenseNetwork network)
    {
        var size = sizeWithoutWeights + (sizeof(float) * network.ParameterCount) + (2L * TensorOverhead * network.Layers.Count);
        if (size > LargestMessage)
        {
            throw new NotSupportedException(
                $"The network has {network.ParameterCount} parameters, {size} bytes as ONNX, but one ONNX file holds at most " +
                $"{LargestMessage} bytes. Train a smaller network, or save it with mlContext.Model.Save.");
        }
    }
}
