namespace Mnist.Classifier;

/// <summary>Tells whether an image is wanted.</summary>
/// <param name="pixels">The pixels, row by row from the top, 0 to 255. Valid during the call.</param>
/// <param name="label">The class, from 0.</param>
/// <returns><see langword="true"/> if it is.</returns>
public delegate bool ImagePredicate(ReadOnlySpan<byte> pixels, int label);
