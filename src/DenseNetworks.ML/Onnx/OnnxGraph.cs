using DenseNetworks.ML.Onnx.Schema;

namespace DenseNetworks.ML.Onnx;

/// <summary>
/// The forward pass as an ONNX graph: a Gemm for each layer, with Relu between them, and Softmax and ArgMax at the end.
/// </summary>
internal sealed class OnnxGraph(OnnxExport export)
{
    private readonly IReadOnlyList<DenseLayer> _layers = export.Network.Layers;

    private string PixelDivisor => Inner("pixel_divisor");

    private string Temperature => Inner("temperature");

    // Dividing by 1 changes nothing.
    private bool IsTempered => export.Network.Temperature != 1;

    /// <summary>Creates the graph without its constants, which may be large.</summary>
    /// <exception cref="NotSupportedException">The input has the name of an output.</exception>
    public GraphProto WithoutWeights()
    {
        if (export.InputName == OnnxExport.ScoreName || export.InputName == export.ClassOutputName)
        {
            throw new NotSupportedException(
                $"The feature column has the same name as an output of the ONNX model, '{export.InputName}'. Train with a " +
                "feature column of another name.");
        }

        var graph = new GraphProto
        {
            Name = "dense_network",
            Input = { OnnxValues.Input(export) },
            Output = { OnnxValues.Score(export.Network), OnnxValues.Class(export) },
        };
        var features = export.ByteDivisor is null ? export.InputName : AddScaling(graph);
        var logits = AddTemperature(graph, AddLayers(graph, features));
        graph.Node.Add(OnnxNodes.Softmax(logits, OnnxExport.ScoreName));
        graph.Node.Add(OnnxNodes.ArgMax(OnnxExport.ScoreName, export.ClassOutputName));
        return graph;
    }

    /// <summary>Adds the constants that <see cref="WithoutWeights"/> leaves out.</summary>
    public void AddWeights(GraphProto graph)
    {
        if (export.ByteDivisor is { } divisor)
        {
            graph.Initializer.Add(OnnxTensors.Float32(PixelDivisor, [], [divisor]));
        }

        for (var i = 0; i < _layers.Count; i++)
        {
            var layer = _layers[i];
            graph.Initializer.Add(OnnxTensors.Float32(Weights(i), [layer.InputSize, layer.OutputSize], layer.Weights));
            graph.Initializer.Add(OnnxTensors.Float32(Biases(i), [layer.OutputSize], layer.Biases));
        }

        if (IsTempered)
        {
            graph.Initializer.Add(OnnxTensors.Float32(Temperature, [], [export.Network.Temperature]));
        }
    }

    /// <returns>The name of the features.</returns>
    private string AddScaling(GraphProto graph)
    {
        var (pixels, features) = (Inner("float_pixels"), Inner("features"));
        graph.Node.Add(OnnxNodes.CastToFloat32(export.InputName, pixels));
        graph.Node.Add(OnnxNodes.Divide("divide_pixels", pixels, PixelDivisor, features));
        return features;
    }

    /// <returns>The name of the logits.</returns>
    private string AddLayers(GraphProto graph, string features)
    {
        var values = features;
        for (var i = 0; i < _layers.Count - 1; i++)
        {
            var (sums, activations) = (Inner($"layer{i + 1}_sums"), Inner($"layer{i + 1}_activations"));
            graph.Node.Add(OnnxNodes.Dense($"layer{i + 1}_dense", values, Weights(i), Biases(i), sums));
            graph.Node.Add(OnnxNodes.Relu($"layer{i + 1}_relu", sums, activations));
            values = activations;
        }

        var (last, logits) = (_layers.Count - 1, Inner("logits"));
        graph.Node.Add(OnnxNodes.Dense($"layer{last + 1}_dense", values, Weights(last), Biases(last), logits));
        return logits;
    }

    /// <returns>The name of the logits, divided by the temperature.</returns>
    private string AddTemperature(GraphProto graph, string logits)
    {
        if (!IsTempered)
        {
            return logits;
        }

        var tempered = Inner("tempered_logits");
        graph.Node.Add(OnnxNodes.Divide("divide_logits", logits, Temperature, tempered));
        return tempered;
    }

    private string Weights(int layer) => Inner($"layer{layer + 1}_weights");

    private string Biases(int layer) => Inner($"layer{layer + 1}_biases");

    // Inner names must differ from the name that the user chose.
    private string Inner(string name) => name == export.InputName ? name + "_" : name;
}
