using Microsoft.ML.Data;

namespace Quickstart;

/// <summary>The input of the model: one image.</summary>
internal sealed class DigitInput
{
    [VectorType(28 * 28)]
    public byte[] Pixels { get; set; } = [];
}
