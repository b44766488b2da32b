using DenseNetworks.ML.Onnx.Schema;
using DataType = DenseNetworks.ML.Onnx.Schema.TensorProto.Types.DataType;
using Dimension = DenseNetworks.ML.Onnx.Schema.TensorShapeProto.Types.Dimension;

namespace DenseNetworks.ML.Onnx;

/// <summary>Creates the inputs and outputs of the graph. Their first dimension is the batch, which may have any size.</summary>
internal static class OnnxValues
{
    private const string BatchDimension = "batch";

    public static ValueInfoProto Input(OnnxExport export)
    {
        var (type, description) = export.ByteDivisor is null
            ? (DataType.Float, "The features of each row, scaled as the training rows were.")
            : (DataType.Uint8, "The pixels of each image, row by row from the top left.");
        return Value(export.InputName, type, description, export.Network.InputSize);
    }

    public static ValueInfoProto Score(DenseNetwork network) => Value(
        OnnxExport.ScoreName, DataType.Float, "The probability of each class: 0 to 1, sum 1 for each row.", network.ClassCount);

    public static ValueInfoProto Class(OnnxExport export) => Value(
        export.ClassOutputName, DataType.Int64, "The index of the likeliest class, from 0.");

    private static ValueInfoProto Value(string name, DataType type, string description, params int[] sizes)
    {
        var shape = new TensorShapeProto { Dim = { new Dimension { DimParam = BatchDimension } } };
        shape.Dim.AddRange(sizes.Select(size => new Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            DocString = description,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
