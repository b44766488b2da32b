using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A family of images of 28x28 that are no digits. Safe for use from many threads at once.</summary>
internal interface INonDigits
{
    /// <summary>Gets the name of the family.</summary>
    string Name { get; }

    /// <summary>Gets how many images there are to draw.</summary>
    int Count { get; }

    /// <summary>Draws one image, the same for the same random numbers.</summary>
    /// <param name="index">Which, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="random">The random numbers of this image alone.</param>
    /// <param name="image">The 784 pixels to fill, row by row, all zero before: 0 for paper to 255 for ink.</param>
    void Draw(int index, ref DigitRandom random, Span<byte> image);
}
