using System.Buffers.Binary;
using DenseNetworks.ML.Onnx.Schema;
using Google.Protobuf;

namespace DenseNetworks.ML.Onnx;

/// <summary>Makes the constants of a graph.</summary>
internal static class OnnxTensors
{
    /// <summary>Copies values, which lie row by row, into a tensor.</summary>
    public static TensorProto Float32(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = UnsafeByteOperations.UnsafeWrap(ToLittleEndian(values)), // given away, never changed
        };
        foreach (var size in shape)
        {
            tensor.Dims.Add(size);
        }

        return tensor;
    }

    // Raw data is little-endian on every machine.
    private static byte[] ToLittleEndian(ReadOnlySpan<float> values)
    {
        var bytes = new byte[sizeof(float) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        }

        return bytes;
    }
}
