using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Ours, by ML.NET's prediction engine.</summary>
internal sealed class EngineRows(MnistClassifier classifier) : IRowScorer, IDisposable
{
    private readonly PredictionEngine<DigitInput, DigitOutput> _engine =
        new MLContext().Model.CreatePredictionEngine<DigitInput, DigitOutput>(classifier.Model);

    private readonly DigitInput _input = new();

    public string Subject => "PredictionEngine.Predict on ours";

    public int Predict(byte[] pixels)
    {
        _input.Pixels = pixels;
        return _engine.Predict(_input).Digit;
    }

    public void Dispose() => _engine.Dispose();
}
