using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace DenseNetworks.ML.Scoring;

/// <summary>
/// Adds the network to the graph of <c>mlContext.Model.ConvertToOnnx</c>: as <see cref="Onnx.OnnxGraph"/> does, but with a key
/// that counts from 1, as the following steps expect.
/// </summary>
internal sealed partial class DenseNetworkMapper : ISaveAsOnnx
{
    // The lowest version that the converter writes. Softmax along the last of two axes means the same in every version.
    private const int OperatorSetVersion = 9;

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
        ctx.CheckOpSetVersion(OperatorSetVersion, nameof(DenseNetworkTransformer));
        if (!ctx.ContainsColumn(features.Name))
        {
            return; // a previous step cannot be converted, which the converter reports
        }

        var logits = AddLayers(ctx, AddFlattening(ctx, ctx.GetVariableName(features.Name)));
        AddScore(ctx, AddTemperature(ctx, logits));
        AddKey(ctx, logits);
    }

    // A column may have several dimensions, as images do, but Gemm takes one beside the rows.
    private string AddFlattening(OnnxContext ctx, string values)
    {
        if (features.Type is VectorDataViewType { Dimensions.Length: 1 })
        {
            return values;
        }

        var flat = AddInner(ctx, "Flat", transformer.Network.InputSize);
        ctx.CreateNode("Flatten", values, flat, ctx.GetNodeName("Flatten"), "").AddAttribute("axis", 1L);
        return flat;
    }

    /// <returns>The name of the logits of the classes.</returns>
    private string AddLayers(OnnxContext ctx, string values)
    {
        var layers = transformer.Network.WithoutBackgroundClass().Layers;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var weights = ctx.AddInitializer(layer.Weights.ToArray(), [layer.InputSize, layer.OutputSize], "Weights");
            var biases = ctx.AddInitializer(layer.Biases.ToArray(), [layer.OutputSize], "Biases");
            var sums = AddInner(ctx, "Dense", layer.OutputSize);
            ctx.CreateNode("Gemm", [values, weights, biases], [sums], ctx.GetNodeName("Gemm"), "");
            values = sums;
            if (i < layers.Count - 1)
            {
                values = AddInner(ctx, "Relu", layer.OutputSize);
                ctx.CreateNode("Relu", sums, values, ctx.GetNodeName("Relu"), "");
            }
        }

        return values;
    }

    private string AddTemperature(OnnxContext ctx, string logits)
    {
        if (transformer.Network.Temperature == 1)
        {
            return logits;
        }

        var tempered = AddInner(ctx, "Tempered", transformer.Network.ClassCount);
        var temperature = ctx.AddInitializer(transformer.Network.Temperature, "Temperature");
        ctx.CreateNode("Div", [logits, temperature], [tempered], ctx.GetNodeName("Div"), "");
        return tempered;
    }

    private void AddScore(OnnxContext ctx, string logits)
    {
        var score = ctx.AddIntermediateVariable(OutputColumns[1].Type, OutputColumns[1].Name);
        ctx.CreateNode("Softmax", logits, score, ctx.GetNodeName("Softmax"), "").AddAttribute("axis", 1L);
    }

    private void AddKey(OnnxContext ctx, string logits)
    {
        var index = ctx.AddIntermediateVariable(NumberDataViewType.Int64, "Class", skip: true);
        var argMax = ctx.CreateNode("ArgMax", logits, index, ctx.GetNodeName("ArgMax"), "");
        argMax.AddAttribute("axis", 1L);
        argMax.AddAttribute("keepdims", 1L);

        var number = ctx.AddIntermediateVariable(NumberDataViewType.Int64, "Key", skip: true);
        ctx.CreateNode("Add", [index, ctx.AddInitializer(1L, "One")], [number], ctx.GetNodeName("Add"), "");
        var key = ctx.AddIntermediateVariable(OutputColumns[0].Type, OutputColumns[0].Name);
        ctx.CreateNode("Cast", number, key, ctx.GetNodeName("Cast"), "").AddAttribute("to", typeof(uint));
    }

    private static string AddInner(OnnxContext ctx, string name, int size) =>
        ctx.AddIntermediateVariable(new VectorDataViewType(NumberDataViewType.Single, size), name, skip: true);
}
