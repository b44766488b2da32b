using System.IO.Compression;
using System.Text;

namespace Testing;

/// <summary>Writes zips by hand, good and bad ones, and takes good ones apart.</summary>
internal static class ZipBytes
{
    private const ushort Descriptor = 1 << 3;

    /// <summary>Writes a zip.</summary>
    /// <param name="parts">Its files.</param>
    /// <param name="between">What stands before each file.</param>
    /// <param name="comment">The zip's comment.</param>
    /// <param name="count">How many files the zip says it has, if not as many as it has.</param>
    public static byte[] Write(IEnumerable<ZipPart> parts, byte[]? between = null, byte[]? comment = null, int? count = null)
    {
        var all = parts.ToList();
        using var zip = new MemoryStream();
        using var writer = new BinaryWriter(zip, Encoding.UTF8, leaveOpen: true);
        var offsets = new List<uint>();
        foreach (var part in all)
        {
            writer.Write(between ?? []);
            offsets.Add((uint)zip.Position);
            WriteLocal(writer, part);
        }

        var start = (uint)zip.Position;
        foreach (var (part, offset) in all.Zip(offsets))
        {
            WriteDirectory(writer, part, part.Offset ?? offset);
        }

        var size = (uint)zip.Position - start;
        writer.Write(0x06054b50);
        writer.Write(0); // disks
        writer.Write((ushort)(count ?? all.Count));
        writer.Write((ushort)(count ?? all.Count));
        writer.Write(size);
        writer.Write(start);
        writer.Write((ushort)(comment?.Length ?? 0));
        writer.Write(comment ?? []);
        return zip.ToArray();
    }

    /// <summary>Takes a zip apart.</summary>
    public static List<ZipPart> Read(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return new ZipPart(entry.FullName, content.ToArray());
        })];
    }

    private static void WriteLocal(BinaryWriter writer, ZipPart part)
    {
        var isLater = (part.Flags & Descriptor) != 0;
        writer.Write(0x04034b50);
        writer.Write((ushort)20);
        writer.Write(part.Flags);
        writer.Write(part.Method);
        writer.Write(0); // time
        writer.Write(isLater ? 0 : part.DeclaredCrc);
        writer.Write(isLater ? 0 : part.DeclaredPackedSize);
        writer.Write(isLater ? 0 : part.DeclaredSize);
        writer.Write((ushort)part.LocalNameBytes.Length);
        writer.Write((ushort)part.Extra.Length);
        writer.Write(part.LocalNameBytes);
        writer.Write(part.Extra);
        writer.Write(part.Packed);
        if (isLater)
        {
            writer.Write(0x08074b50);
            writer.Write(part.DeclaredCrc);
            writer.Write(part.DeclaredPackedSize);
            writer.Write(part.DeclaredSize);
        }
    }

    private static void WriteDirectory(BinaryWriter writer, ZipPart part, uint offset)
    {
        writer.Write(0x02014b50);
        writer.Write((ushort)20);
        writer.Write((ushort)20);
        writer.Write(part.Flags);
        writer.Write(part.Method);
        writer.Write(0); // time
        writer.Write(part.DeclaredCrc);
        writer.Write(part.DeclaredPackedSize);
        writer.Write(part.DeclaredSize);
        writer.Write((ushort)part.NameBytes.Length);
        writer.Write((ushort)0); // extra
        writer.Write((ushort)0); // comment
        writer.Write((ushort)0); // disk
        writer.Write((ushort)0); // internal attributes
        writer.Write(0); // external attributes
        writer.Write(offset);
        writer.Write(part.NameBytes);
    }
}
