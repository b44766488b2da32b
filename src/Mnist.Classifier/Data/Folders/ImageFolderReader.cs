using System.Runtime.ExceptionServices;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Folders;

/// <summary>Reads all files of a folder, on all processors. The progress is told of one file after the other.</summary>
internal sealed class ImageFolderReader(
    ImageFolder folder, Func<string, (ImageSize Size, ReadOnlyMemory<byte> Pixels)> read, IProgress<ImageFolderProgress>? progress)
{
    private readonly Exception?[] _failures = new Exception?[folder.Files.Count];
    private readonly object _lock = new();
    private int _filesRead;

    /// <returns>The images, in the order of the files.</returns>
    public LabeledImages Read(CancellationToken cancellationToken)
    {
        if (folder.ClassNames.Count > byte.MaxValue + 1)
        {
            throw new InvalidDataException(
                $"'{Printable.Path(folder.Directory)}' has {folder.ClassNames.Count} folders; there can be {byte.MaxValue + 1} classes.");
        }

        var size = FindSize(cancellationToken);
        var pixels = new byte[Allocate(size)];
        ReadAll(size, pixels, cancellationToken);
        ThrowIfFailed();
        return new LabeledImages(
            pixels, folder.Files.Select(file => (byte)file.Label).ToArray(), size.Height, size.Width, folder.ClassNames.Count,
            folder.IsNumbered ? null : folder.ClassNames);
    }

    private void ReadAll(ImageSize size, byte[] pixels, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, folder.Files.Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
            {
                Read(index, size, pixels.AsMemory(index * size.PixelCount, size.PixelCount));
                Report();
            });
        }
        catch (AggregateException e)
        {
            // What the caller's own progress has thrown, as it was thrown.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Gets the size of the first picture that can be read: all must have it.</summary>
    private ImageSize FindSize(CancellationToken cancellationToken)
    {
        for (var index = 0; index < folder.Files.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRead(index) is { } image)
            {
                return image.Size;
            }
        }

        ThrowIfFailed();
        throw new InvalidOperationException("A folder of pictures has at least one file.");
    }

    private int Allocate(ImageSize size)
    {
        var length = (long)folder.Files.Count * size.PixelCount;
        return length <= Array.MaxLength
            ? (int)length
            : throw new InvalidDataException(
                $"{folder.Files.Count} pictures of {size} under '{Printable.Path(folder.Directory)}' have {length} pixels, and an array at most " +
                $"{Array.MaxLength}. Make them smaller, or load them row by row by mlContext.Transforms.");
    }

    private void Read(int index, ImageSize size, Memory<byte> destination)
    {
        if (TryRead(index) is not { } image)
        {
            return;
        }

        if (image.Size == size)
        {
            image.Pixels.CopyTo(destination);
        }
        else
        {
            _failures[index] = new InvalidDataException(
                $"'{Printable.Path(folder.Files[index].Path)}' is {image.Size}, and the first picture is {size}. All must have one size.");
        }
    }

    private (ImageSize Size, ReadOnlyMemory<byte> Pixels)? TryRead(int index)
    {
        if (Directory.Exists(folder.Files[index].Path))
        {
            _failures[index] = new InvalidDataException(
                $"'{Printable.Path(folder.Files[index].Path)}' is a folder. The pictures of a class must lie in the folder of the class itself.");
            return null;
        }

        try
        {
            return read(folder.Files[index].Path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _failures[index] = e;
            return null;
        }
    }

    private void Report()
    {
        lock (_lock)
        {
            _filesRead++;
            progress?.Report(new() { FilesRead = _filesRead, FileCount = folder.Files.Count });
        }
    }

    private void ThrowIfFailed()
    {
        const int Shown = 10;
        var failures = _failures.OfType<Exception>().ToList();
        if (failures.Count == 0)
        {
            return;
        }

        var more = failures.Count > Shown ? $"{Environment.NewLine}  and {failures.Count - Shown} more" : "";
        throw new InvalidDataException(
            $"{failures.Count} of the {folder.Files.Count} files under '{Printable.Path(folder.Directory)}' cannot be used. Mend them, or move " +
            $"them elsewhere:{string.Concat(failures.Take(Shown).Select(failure => $"{Environment.NewLine}  {failure.Message}"))}{more}",
            new AggregateException(failures));
    }
}
