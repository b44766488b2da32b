using System.Runtime.ExceptionServices;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Folders;

/// <summary>Reads all files of a folder in parallel. The progress receives one report at a time.</summary>
internal sealed class ImageFolderReader(
    ImageFolder folder, Func<string, (ImageSize Size, ReadOnlyMemory<byte> Pixels)> read,
    IProgress<ImageFolderProgress>? progress)
{
    private readonly Exception?[] _failures = new Exception?[folder.Files.Count];
    private readonly object _lock = new();
    private int _filesRead;

    /// <returns>The images, in the order of the files.</returns>
    public LabeledImages Read(CancellationToken cancellationToken)
    {
        if (folder.ClassNames.Count > ImageClasses.MaxCount)
        {
            throw new InvalidDataException(
                $"'{Printable.Path(folder.Directory)}' has {folder.ClassNames.Count} folders; there can be " +
                $"{ImageClasses.MaxCount} classes.");
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
            // Thrown by the progress of the caller.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Gets the size of the first picture that can be read, which all must have.</summary>
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
                $"{folder.Files.Count} pictures of {size} under '{Printable.Path(folder.Directory)}' have {length} pixels, " +
                $"and an array at most {Array.MaxLength}. Make them smaller, or load them row by row by mlContext.Transforms.");
    }

    private void Read(int index, ImageSize size, Memory<byte> destination)
    {
        var image = TryRead(index);
        if (image?.Size == size)
        {
            image.Value.Pixels.CopyTo(destination);
        }
        else if (image is not null)
        {
            _failures[index] = new InvalidDataException(
                $"'{Printable.Path(folder.Files[index].Path)}' is {image.Value.Size}, and the first picture is {size}. All " +
                "must have one size.");
        }
    }

    private (ImageSize Size, ReadOnlyMemory<byte> Pixels)? TryRead(int index)
    {
        var path = folder.Files[index].Path;
        try
        {
            return Directory.Exists(path)
                ? throw new InvalidDataException(
                    $"'{Printable.Path(path)}' is a folder. The pictures of a class must be in the folder of the class itself.")
                : read(path);
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

        var lines = failures.Take(Shown).Select(failure => failure.Message);
        var more = failures.Count > Shown ? lines.Append($"and {failures.Count - Shown} more") : lines;
        throw new InvalidDataException(
            $"{failures.Count} of the {folder.Files.Count} files under '{Printable.Path(folder.Directory)}' cannot be used. " +
            $"Repair them, or move them elsewhere:{string.Concat(more.Select(line => $"{Environment.NewLine}  {line}"))}",
            new AggregateException(failures));
    }
}
