using Microsoft.ML.OnnxRuntime;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A session of ONNX Runtime on an exported classifier.</summary>
internal sealed class OnnxSession : IDisposable
{
    private const int PixelsPerImage = 28 * 28;
    private static readonly string[] InputNames = ["Pixels"];
    private static readonly string[] OutputNames = ["Score", "Digit"];

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    public OnnxSession(byte[] model, int threads)
    {
        _session = Open(model, threads);
    }

    /// <summary>Opens a session whose threads sleep when they are done: spinning, they slow down whatever comes next.</summary>
    public static InferenceSession Open(byte[] model, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return new InferenceSession(model, options);
    }

    /// <summary>Scores images, one after the other in one array.</summary>
    public (float[] Scores, long[] Digits) Score(byte[] pixels)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [pixels.Length / PixelsPerImage, PixelsPerImage]);
        using var outputs = _session.Run(_runOptions, InputNames, [input], OutputNames);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<long>().ToArray());
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
