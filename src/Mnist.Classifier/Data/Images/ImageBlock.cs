namespace Mnist.Classifier.Data.Images;

/// <summary>
/// The pixels of many images of one size, one after the other, in memory or in a file. Immutable, and safe to read from
/// many threads at once.
/// </summary>
internal abstract class ImageBlock
{
    /// <summary>Gets the pixels of one image: a view if they are in memory, otherwise a new array.</summary>
    public abstract ReadOnlySpan<byte> GetPixels(int row);

    /// <summary>Copies the pixels of one image, without allocating.</summary>
    public abstract void CopyPixels(int row, Span<byte> destination);
}

/// <summary>Images in memory.</summary>
internal sealed class MemoryImageBlock(ReadOnlyMemory<byte> pixels, int pixelsPerImage) : ImageBlock
{
    public override ReadOnlySpan<byte> GetPixels(int row) => pixels.Span.Slice(row * pixelsPerImage, pixelsPerImage);

    public override void CopyPixels(int row, Span<byte> destination) => GetPixels(row).CopyTo(destination);
}

/// <summary>Where an image of a set is: a block, and the image within it.</summary>
internal readonly record struct ImagePlace(int Block, int Row)
{
    /// <summary>Gets the places of all images of a set of one block.</summary>
    public static ImagePlace[] InOrder(int count) => [.. Enumerable.Range(0, count).Select(row => new ImagePlace(0, row))];
}
