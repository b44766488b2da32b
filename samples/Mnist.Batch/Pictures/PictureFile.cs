using DenseNetworks.IO;
using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A file of pictures: a single one, an archive or a table. Not thread-safe.</summary>
internal abstract class PictureFile(string path) : IDisposable
{
    protected string Path { get; } = path;

    /// <summary>
    /// Returns a file, by its extension. It need not exist: that is checked when pictures are listed or loaded.
    /// </summary>
    public static PictureFile Of(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TAR" => new TarFile(path),
        ".ZIP" => new ZipFile(path),
        ".PARQUET" => new ParquetFile(path),
        ".IDX" => new IdxFile(path),
        _ when path.EndsWith("idx3-ubyte", StringComparison.OrdinalIgnoreCase) => new IdxFile(path),
        _ => new SinglePicture(path),
    };

    /// <summary>Follows the links of a file.</summary>
    /// <returns>The file at their end, which need not exist; null if they lead in a circle.</returns>
    public static FileInfo? FollowLinks(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.LinkTarget is null ? file : (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Lists the pictures, always in the same order.</summary>
    /// <param name="file">The file itself.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">The file is damaged. The pictures before the damage have been listed.</exception>
    public abstract IEnumerable<Picture> List(Picture file);

    /// <summary>Loads one of the pictures.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">The picture is damaged, too large, or of another format.</exception>
    public abstract DigitImage Load(Picture picture);

    public abstract void Dispose();

    /// <summary>Opens the file.</summary>
    /// <exception cref="InvalidDataException">It can never be read: it is a pipe, a device, or links in a circle.</exception>
    protected FileStream Open()
    {
        if (SpecialFile.Describe(Path) is { } kind)
        {
            throw new InvalidDataException($"It is {kind}, not a file.");
        }

        return FollowLinks(Path) is null ? throw new InvalidDataException("It is a link that leads back to itself.")
            : File.OpenRead(Path);
    }

    /// <summary>Reads with a library that throws all kinds of exceptions for damaged files.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    protected static T Read<T>(string kind, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (
            e is EndOfStreamException or not (IOException or UnauthorizedAccessException or InvalidDataException))
        {
            throw new InvalidDataException($"The file is damaged, or not a {kind}: {e.Message}", e);
        }
    }
}
