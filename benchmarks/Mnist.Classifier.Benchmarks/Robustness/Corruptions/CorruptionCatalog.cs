using DenseNetworks.ML.Training;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The fifteen corruptions of MNIST-C, in the order of its paper, as strong as its published images are.</summary>
internal static class CorruptionCatalog
{
    public static IReadOnlyList<ICorruption> All { get; } =
    [
        new ShotNoise(), new ImpulseNoise(), new GlassBlur(), new MotionBlur(), new Shear(), new Scale(), new Rotate(),
        new Brightness(), new Translate(), new Stripe(), new Fog(), new Spatter(), new DottedLine(), new Zigzag(),
        new CannyEdges(),
    ];

    /// <summary>
    /// Corrupts one image of a set. The same index always gives the same image, in any order.
    /// </summary>
    /// <param name="corruption">What to do.</param>
    /// <param name="images">Images of 28x28.</param>
    /// <param name="index">The image.</param>
    /// <param name="destination">Receives the 784 pixels.</param>
    public static void Apply(ICorruption corruption, LabeledImages images, int index, Span<byte> destination) =>
        corruption.Apply(images.GetPixels(index), destination, SplitMix64.CreateRandom(index));
}
