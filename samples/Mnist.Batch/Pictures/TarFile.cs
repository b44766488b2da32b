using System.Formats.Tar;
using Mnist.Digits;

namespace Mnist.Batch.Pictures;

/// <summary>A tar of pictures, each located by its offset.</summary>
internal sealed class TarFile(string path) : PictureFile(path)
{
    private const long MaxLength = 512L << 20; // as any picture

    private FileStream? _stream;

    private FileStream Stream => _stream ??= Open();

    public override IEnumerable<Picture> List(Picture file)
    {
        using var reader = new TarReader(Open());
        while (Read("tar", () => reader.GetNextEntry()) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return file with { Entry = entry.Name, At = entry.DataOffset, Length = entry.Length };
            }
        }
    }

    public override DigitImage Load(Picture picture)
    {
        Stream.Position = picture.At is >= 0 and { } offset
            ? offset
            : throw new InvalidDataException("The file is damaged, or not a tar.");
        if (picture.Length is < 0 or > MaxLength || picture.Length > Stream.Length - Stream.Position)
        {
            throw new InvalidDataException($"The tar has no picture of {picture.Length} bytes at that offset.");
        }

        var bytes = new byte[picture.Length];
        Stream.ReadExactly(bytes);
        using var content = new MemoryStream(bytes);
        return DigitImage.Load(content);
    }

    public override void Dispose() => _stream?.Dispose();
}
