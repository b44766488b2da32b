namespace Mnist.Classifier.Benchmarks;

/// <summary>Counts the arithmetic of an epoch.</summary>
internal static class EpochWork
{
    /// <summary>
    /// Counts two operations for each row and each weight of the forward pass, as many for the gradient of the weights, and
    /// as many for the gradient of the inputs, which the first layer needs not.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="sizes">The number of inputs, and of outputs of each layer.</param>
    public static double CountFlops(int rows, IReadOnlyList<int> sizes)
    {
        var weights = sizes.Zip(sizes.Skip(1), (inputs, outputs) => (double)inputs * outputs).ToList();
        return 2 * rows * (weights.Sum() + weights.Sum() + weights.Skip(1).Sum());
    }
}
