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
}
