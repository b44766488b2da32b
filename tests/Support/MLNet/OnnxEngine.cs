using Microsoft.ML.OnnxRuntime;

namespace Testing;

/// <summary>Runs an exported model in ONNX Runtime, on one thread.</summary>
internal sealed class OnnxEngine : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxEngine(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
    }

    public ModelMetadata Metadata => _session.ModelMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <summary>Scores rows that lie one after another.</summary>
    /// <returns>The probabilities, row after row, and the class of each row.</returns>
    public (float[] Scores, long[] Classes) Run<T>(T[] values, int rowCount)
        where T : unmanaged
    {
        using var outputs = Run(values, rowCount, [.. _session.OutputNames]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<long>().ToArray());
    }

    /// <summary>Computes one output of floats.</summary>
    public float[] Run<T>(T[] values, int rowCount, string output)
        where T : unmanaged
    {
        using var outputs = Run(values, rowCount, [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => _session.Dispose();

    private IDisposableReadOnlyCollection<OrtValue> Run<T>(T[] values, int rowCount, string[] outputs)
        where T : unmanaged
    {
        var input = _session.InputMetadata.Single();
        using var tensor = OrtValue.CreateTensorValueFromMemory(values, [rowCount, input.Value.Dimensions[1]]);
        using var options = new RunOptions();
        return _session.Run(options, new Dictionary<string, OrtValue> { [input.Key] = tensor }, outputs);
    }
}
