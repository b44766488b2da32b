using Microsoft.ML.OnnxRuntime;

namespace Mnist.Classifier.Benchmarks;

/// <summary>ONNX Runtime on rows of floats, always as many, from and into arrays that are made once.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private static readonly string[] InputNames = ["Features"];
    private static readonly string[] OutputNames = ["Score"];

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    public OnnxNetwork(byte[] model, int threads, float[] rows, float[] scores, int rowCount)
    {
        _session = OnnxSession.Open(model, threads);
        _input = OrtValue.CreateTensorValueFromMemory(rows, [rowCount, rows.Length / rowCount]);
        _output = OrtValue.CreateTensorValueFromMemory(scores, [rowCount, scores.Length / rowCount]);
    }

    /// <summary>Scores the current content of the array of rows.</summary>
    public void Run() => _session.Run(_runOptions, InputNames, [_input], OutputNames, [_output]);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }
}
