using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Ours, by ML.NET's prediction engine.</summary>
/// <param name="classifier">The classifier.</param>
/// <param name="reusesOutput">Whether every call writes to the same output, or creates a new one.</param>
internal sealed class EngineRows(MnistClassifier classifier, bool reusesOutput) : IRowScorer, IDisposable
{
    private readonly PredictionEngine<DigitInput, DigitOutput> _engine =
        new MLContext().Model.CreatePredictionEngine<DigitInput, DigitOutput>(classifier.Transformer);

    private readonly DigitInput _input = new();
    private DigitOutput _output = new();

    public string Subject => reusesOutput ? "PredictionEngine.Predict on ours, into one output" : "PredictionEngine.Predict " +
        "on ours";

    public int Predict(byte[] pixels)
    {
        _input.Pixels = pixels;
        if (!reusesOutput)
        {
            return _engine.Predict(_input).Digit;
        }

        _engine.Predict(_input, ref _output);
        return _output.Digit;
    }

    public void Dispose() => _engine.Dispose();
}
