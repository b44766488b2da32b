using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A file that is a single picture, by its extension.</summary>
internal sealed class SinglePicture(string path) : PictureFile(path)
{
    private static readonly string[] Compressed = [".gz", ".tgz", ".bz2", ".xz", ".zst"];

    public override IEnumerable<Picture> List(Picture file) => [file];

    public override DigitImage Load(Picture picture)
    {
        if (Array.Exists(Compressed, ending => Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidDataException(
                "The file is compressed as a whole, so its pictures cannot be read one by one. Extract it first, or use a " +
                "zip.");
        }

        using var stream = Open();
        return DigitImage.Load(stream);
    }

    public override void Dispose()
    {
    }
}
