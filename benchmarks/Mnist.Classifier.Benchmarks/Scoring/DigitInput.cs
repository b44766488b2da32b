using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The input of a prediction engine.</summary>
internal sealed class DigitInput
{
    [VectorType(28 * 28)]
    public byte[] Pixels { get; set; } = [];
}
