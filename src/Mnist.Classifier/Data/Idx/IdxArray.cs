namespace Mnist.Classifier.Data.Idx;

/// <summary>The content of one IDX file of unsigned bytes.</summary>
/// <param name="Dimensions">The length of each dimension, slowest first, each at least 1.</param>
/// <param name="Values">The values in row-major order, as many as the product of the dimensions. The array is the reader's own.</param>
internal sealed record IdxArray(IReadOnlyList<int> Dimensions, Memory<byte> Values);
