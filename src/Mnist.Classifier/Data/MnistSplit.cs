namespace Mnist.Classifier;

/// <summary>The two halves that the MNIST database is published in.</summary>
public enum MnistSplit
{
    /// <summary>The 60,000 images to learn from.</summary>
    Train,

    /// <summary>The 10,000 images, by other writers, to measure with. Never train on these.</summary>
    Test,
}
