using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A file that is a picture, as far as its name says.</summary>
internal sealed class SinglePicture(string path) : PictureFile(path)
{
    private static readonly string[] Compressed = [".gz", ".tgz", ".bz2", ".xz", ".zst"];

    public override IEnumerable<Picture> List(Picture file) => [file];

    public override DigitImage Load(Picture picture)
    {
        if (Array.Exists(Compressed, ending => Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidDataException(
                "The file is compressed as a whole: no picture in it is found without unpacking all before it. Unpack it " +
                "first, or use a zip.");
        }

        using var stream = File.OpenRead(Path);
        return DigitImage.Load(stream);
    }

    public override void Dispose()
    {
    }
}
