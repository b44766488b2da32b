using Mnist.Classifier.Network.Onnx.Schema;

namespace Mnist.Classifier.Network.Onnx;

/// <summary>
/// The forward pass as a graph: a Gemm for each layer, whose second operand is a layer's weights as they lie; Relu
/// between them; Softmax and ArgMax at the end.
/// </summary>
internal static class OnnxGraph
{
    private const string PixelDivisor = "pixel_divisor";

    /// <exception cref="NotSupportedException">The input has the name of an output.</exception>
    public static GraphProto WithoutWeights(OnnxExport export)
    {
        if (export.InputName is OnnxExport.ScoreName || export.InputName == export.ClassOutputName)
        {
            throw new NotSupportedException(
                $"The feature column is called '{export.InputName}', and so is an output of the ONNX model, where a name is " +
                "given once. Train with a feature column of another name.");
        }

        var network = export.Network;
        var graph = new GraphProto
        {
            Name = "dense_network",
            Input = { OnnxValues.Input(export) },
            Output = { OnnxValues.Score(network), OnnxValues.Class(export) },
        };
        var logits = AddLayers(graph, export, AddScaling(graph, export));
        graph.Node.Add(OnnxNodes.Softmax(logits, OnnxExport.ScoreName));
        graph.Node.Add(OnnxNodes.ArgMax(OnnxExport.ScoreName, export.ClassOutputName));
        return graph;
    }

    public static void AddWeights(GraphProto graph, OnnxExport export)
    {
        if (export.ByteDivisor is { } divisor)
        {
            graph.Initializer.Add(OnnxTensors.Float32(Inner(export, PixelDivisor), [], [divisor]));
        }

        for (var i = 0; i < export.Network.Layers.Count; i++)
        {
            var layer = export.Network.Layers[i];
            graph.Initializer.Add(OnnxTensors.Float32(OfLayer(export, i, "weights"), [layer.InputSize, layer.OutputSize], layer.Weights));
            graph.Initializer.Add(OnnxTensors.Float32(OfLayer(export, i, "biases"), [layer.OutputSize], layer.Biases));
        }
    }

    /// <returns>The name of the features.</returns>
    private static string AddScaling(GraphProto graph, OnnxExport export)
    {
        if (export.ByteDivisor is null)
        {
            return export.InputName;
        }

        var (pixels, features) = (Inner(export, "float_pixels"), Inner(export, "features"));
        graph.Node.Add(OnnxNodes.CastToFloat32(export.InputName, pixels));
        graph.Node.Add(OnnxNodes.Divide(pixels, Inner(export, PixelDivisor), features));
        return features;
    }

    /// <returns>The name of the logits.</returns>
    private static string AddLayers(GraphProto graph, OnnxExport export, string features)
    {
        var values = features;
        for (var i = 0; i < export.Network.Layers.Count; i++)
        {
            var isLast = i == export.Network.Layers.Count - 1;
            var sums = isLast ? Inner(export, "logits") : OfLayer(export, i, "sums");
            graph.Node.Add(OnnxNodes.Dense(
                $"layer{i + 1}_dense", values, OfLayer(export, i, "weights"), OfLayer(export, i, "biases"), sums));
            values = sums;
            if (!isLast)
            {
                values = OfLayer(export, i, "activations");
                graph.Node.Add(OnnxNodes.Relu($"layer{i + 1}_relu", sums, values));
            }
        }

        return values;
    }

    private static string OfLayer(OnnxExport export, int index, string part) => Inner(export, $"layer{index + 1}_{part}");

    // The names inside give way to the one that the user chose.
    private static string Inner(OnnxExport export, string name) =>
        name == export.InputName || name == export.ClassOutputName ? name + "_" : name;
}
