using Microsoft.ML.Data;

namespace Quickstart;

/// <summary>What goes into the model: one image.</summary>
internal sealed class DigitInput
{
    [VectorType(28 * 28)]
    public byte[] Pixels { get; set; } = [];
}
