namespace Mnist.Classifier.Data.Images;

/// <summary>Images in memory.</summary>
internal sealed class MemoryImageBlock(ReadOnlyMemory<byte> pixels, int pixelsPerImage) : ImageBlock
{
    public override ReadOnlySpan<byte> GetPixels(int row) => pixels.Span.Slice(row * pixelsPerImage, pixelsPerImage);

    public override void CopyPixels(int row, Span<byte> destination) => GetPixels(row).CopyTo(destination);
}
