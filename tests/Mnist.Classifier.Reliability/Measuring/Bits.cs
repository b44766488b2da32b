using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Classifier.Reliability;

/// <summary>Compares numbers bit for bit.</summary>
internal static class Bits
{
    public static bool AreSame(ReadOnlySpan<float> first, ReadOnlySpan<float> second) =>
        MemoryMarshal.AsBytes(first).SequenceEqual(MemoryMarshal.AsBytes(second));

    public static bool AreSame(DigitPrediction? first, DigitPrediction? second) => first is null || second is null
        ? first is null && second is null
        : AreSame(first.Probabilities.AsSpan(), second.Probabilities.AsSpan())
            && AreSame([first.DigitScore], [second.DigitScore]) && first.IsDigit == second.IsDigit;

    public static bool AreSame(MnistClassifier first, MnistClassifier second) =>
        AreSame(Of(first), Of(second));

    /// <summary>Gets all weights, and what was fitted after them.</summary>
    public static float[] Of(MnistClassifier classifier) =>
    [
        .. classifier.Network.Layers.SelectMany(layer => (float[])[.. layer.Weights.ToArray(), .. layer.Biases.ToArray()]),
        classifier.Network.Temperature,
        classifier.Network.RejectionThreshold ?? float.NaN,
    ];

    /// <summary>Gets the probabilities of all rows, one after another.</summary>
    public static float[] Scores(MLContext context, ITransformer model, LabeledImages images) =>
        [.. model.Transform(images.ToDataView(context)).GetColumn<float[]>("Score").SelectMany(row => row)];
}
