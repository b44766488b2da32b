using DenseNetworks.ML.Onnx.Schema;

namespace DenseNetworks.ML.Onnx;

/// <summary>Creates nodes of the operators used (https://onnx.ai/onnx/operators/), as of operator set 13.</summary>
internal static class OnnxNodes
{
    // The values of [batch, values].
    private const int ValueAxis = 1;

    public static NodeProto CastToFloat32(string input, string output) =>
        Node("cast_pixels", "Cast", [input], output, Integer("to", (long)TensorProto.Types.DataType.Float));

    public static NodeProto Divide(string name, string dividend, string divisor, string output) =>
        Node(name, "Div", [dividend, divisor], output);

    /// <summary>Creates <c>input · weights + biases</c>, which Gemm computes without any attributes.</summary>
    public static NodeProto Dense(string name, string input, string weights, string biases, string output) =>
        Node(name, "Gemm", [input, weights, biases], output);

    public static NodeProto Relu(string name, string input, string output) => Node(name, "Relu", [input], output);

    public static NodeProto Softmax(string input, string output) =>
        Node("softmax", "Softmax", [input], output, Integer("axis", ValueAxis));

    /// <summary>Creates the index of the largest value: of the first one, if there are several.</summary>
    public static NodeProto ArgMax(string input, string output) =>
        Node("likeliest_class", "ArgMax", [input], output, Integer("axis", ValueAxis), Integer("keepdims", 0));

    private static NodeProto Node(
        string name, string operation, string[] inputs, string output, params AttributeProto[] attributes) =>
        new() { Name = name, OpType = operation, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    private static AttributeProto Integer(string name, long value) =>
        new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };
}
