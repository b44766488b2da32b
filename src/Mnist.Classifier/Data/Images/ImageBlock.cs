namespace Mnist.Classifier.Data.Images;

/// <summary>
/// The pixels of many images of one size, one after the other, in memory or in a file. Immutable, and safe to read from
/// many threads at once.
/// </summary>
internal abstract class ImageBlock
{
    /// <summary>Gets the pixels of one image: a view where they are in memory, else a new array.</summary>
    public abstract ReadOnlySpan<byte> GetPixels(int row);

    /// <summary>Copies the pixels of one image. Nothing is allocated.</summary>
    public abstract void CopyPixels(int row, Span<byte> destination);
}
