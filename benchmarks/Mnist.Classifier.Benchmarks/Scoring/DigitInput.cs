using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>What a prediction engine is given.</summary>
internal sealed class DigitInput
{
    [VectorType(28 * 28)]
    public byte[] Pixels { get; set; } = [];
}
