using System.Buffers;
using DenseNetworks.IO;
using Microsoft.Win32.SafeHandles;

namespace Mnist.Classifier.Data.Images;

/// <summary>Images that stay in their file and are read when they are used. The file is open until the garbage collector
/// collects this object.</summary>
internal sealed class FileImageBlock(SafeFileHandle file, string path, long start, ImageSize size, bool transposed)
    : ImageBlock
{
    public override ReadOnlySpan<byte> GetPixels(int row)
    {
        var pixels = new byte[size.PixelCount];
        CopyPixels(row, pixels);
        return pixels;
    }

    public override void CopyPixels(int row, Span<byte> destination)
    {
        if (!transposed)
        {
            Read(row, destination[..size.PixelCount]);
            return;
        }

        var stored = ArrayPool<byte>.Shared.Rent(size.PixelCount);
        try
        {
            Read(row, stored.AsSpan(0, size.PixelCount));
            size.Transpose(stored, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private void Read(int row, Span<byte> destination)
    {
        var offset = start + ((long)row * size.PixelCount);
        for (var filled = 0; filled < destination.Length;)
        {
            var read = RandomAccess.Read(file, destination[filled..], offset + filled);
            if (read == 0)
            {
                throw new InvalidDataException(
                    $"'{Printable.Path(path)}' ends at byte {offset + filled}; it was longer when it was opened. It is read " +
                    "on demand: leave it alone as long as its images are in use, or read it whole.");
            }

            filled += read;
        }
    }
}
