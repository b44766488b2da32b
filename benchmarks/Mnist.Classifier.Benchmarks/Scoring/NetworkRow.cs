using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A row of features, as ML.NET is given it.</summary>
internal sealed class NetworkRow
{
    public int Digit { get; set; }

    [VectorType(28 * 28)]
    public float[] Features { get; set; } = [];
}
