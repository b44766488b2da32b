using System.IO.Compression;
using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A zip of pictures, each located by its number.</summary>
internal sealed class ZipFile(string path) : PictureFile(path)
{
    private ZipArchive? _archive;

    private IReadOnlyList<ZipArchiveEntry> Entries =>
        Read("zip", () => (_archive ??= new ZipArchive(Open(), ZipArchiveMode.Read)).Entries);

    // By number, because a name may occur twice.
    public override IEnumerable<Picture> List(Picture file)
    {
        foreach (var (index, entry) in Entries.Index())
        {
            if (!entry.FullName.EndsWith('/'))
            {
                yield return file with { Entry = entry.FullName, At = index, Length = entry.Length };
            }
        }
    }

    public override DigitImage Load(Picture picture)
    {
        var entry = Entries.ElementAtOrDefault((int)(picture.At ?? 0))
            ?? throw new InvalidDataException("The zip has no picture of that number.");
        using var stream = Read("zip", entry.Open);
        return DigitImage.Load(stream);
    }

    public override void Dispose() => _archive?.Dispose();
}
