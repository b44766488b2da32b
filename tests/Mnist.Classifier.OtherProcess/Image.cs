using Microsoft.ML.Data;

namespace Mnist.Classifier.OtherProcess;

internal sealed class Image
{
    [VectorType(28 * 28)]
    public byte[] Pixels { get; set; } = [];
}
