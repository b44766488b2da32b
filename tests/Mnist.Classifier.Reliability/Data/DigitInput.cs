using Microsoft.ML.Data;

namespace Mnist.Classifier.Reliability;

/// <summary>What goes into a <c>PredictionEngine</c>: one image.</summary>
internal sealed class DigitInput
{
    [VectorType(Digits.PixelCount)]
    public byte[] Pixels { get; set; } = [];
}
