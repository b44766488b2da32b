using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>Features as a matrix. It ends with the dispose scope in which it is made.</summary>
/// <param name="matrix">The values, <c>[rows, features]</c> or more.</param>
/// <param name="rowCount">The number of rows.</param>
/// <param name="featureCount">The number of features.</param>
internal sealed class DenseFeatures(FloatBuffer matrix, int rowCount, int featureCount) : IFeatures
{
    public int RowCount => rowCount;

    /// <summary>Gets one row, <c>[features]</c>.</summary>
    public ReadOnlySpan<float> this[int row] => matrix.Slice((long)row * featureCount, featureCount);

    /// <summary>Makes a view of the matrix, float32, on the CPU, <c>[rows, features]</c>.</summary>
    public torch.Tensor AsTensor() => matrix.View(0, rowCount, featureCount);
}
