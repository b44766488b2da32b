using System.Runtime.InteropServices;
using DenseNetworks.ML.Onnx.Schema;
using Google.Protobuf;

namespace DenseNetworks.ML.Onnx;

/// <summary>Creates the constants of a graph.</summary>
internal static class OnnxTensors
{
    /// <summary>Copies values, which are stored by rows, into a tensor.</summary>
    public static TensorProto Float32(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)), // little-endian, like every platform here
        };
        foreach (var size in shape)
        {
            tensor.Dims.Add(size);
        }

        return tensor;
    }
}
