namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A corruption of an image of a digit that people can still read: one of the fifteen of MNIST-C (N. Mu and
/// J. Gilmer 2019, https://arxiv.org/abs/1906.02337). Immutable, and safe for use from many threads at once.
/// </summary>
internal interface ICorruption
{
    /// <summary>Gets the name that MNIST-C has for it.</summary>
    string Name { get; }

    /// <summary>Corrupts one image.</summary>
    /// <param name="image">The 784 pixels, row by row from the top left, 0 for paper to 255 for ink.</param>
    /// <param name="destination">Receives as many; not the same memory.</param>
    /// <param name="random">Decides whatever is left to chance.</param>
    void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random);
}
