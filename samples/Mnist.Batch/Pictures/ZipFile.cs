using System.IO.Compression;
using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A zip of pictures, each located by its number.</summary>
internal sealed class ZipFile(string path) : PictureFile(path)
{
    private ZipArchive? _archive;

    private ZipArchive Archive => _archive ??= System.IO.Compression.ZipFile.OpenRead(Path);

    // By number, because a name may occur twice.
    public override IEnumerable<Picture> List(Picture file)
    {
        foreach (var (index, entry) in Archive.Entries.Index())
        {
            if (!entry.FullName.EndsWith('/'))
            {
                yield return file with { Entry = entry.FullName, At = index, Length = entry.Length };
            }
        }
    }

    public override DigitImage Load(Picture picture)
    {
        using var stream = Archive.Entries[(int)(picture.At ?? 0)].Open();
        return DigitImage.Load(stream);
    }

    public override void Dispose() => _archive?.Dispose();
}
