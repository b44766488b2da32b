using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Testing;

/// <summary>A file to be put into a zip by <see cref="ZipBytes"/>. Everything that a zip says of it can be a lie.</summary>
internal sealed record ZipPart(string Name, byte[] Content)
{
    private readonly byte[]? _packed;

    public ushort Method { get; init; } = 8;

    public ushort Flags { get; init; }

    /// <summary>Gets the name before the data, where it is another.</summary>
    public string? LocalName { get; init; }

    /// <summary>Gets what stands before the data between the name and it.</summary>
    public byte[] Extra { get; init; } = [];

    public byte[] Packed
    {
        get => _packed ?? (Method == 8 ? Deflate(Content) : Content);
        init => _packed = value;
    }

    public uint? Crc { get; init; }

    public uint? Size { get; init; }

    public uint? PackedSize { get; init; }

    /// <summary>Gets where the directory says that the file is, or null for where it is.</summary>
    public uint? Offset { get; init; }

    public uint DeclaredCrc => Crc ?? Crc32.HashToUInt32(Content);

    public uint DeclaredSize => Size ?? (uint)Content.Length;

    public uint DeclaredPackedSize => PackedSize ?? (uint)Packed.Length;

    public byte[] NameBytes => Encoding.UTF8.GetBytes(Name);

    public byte[] LocalNameBytes => Encoding.UTF8.GetBytes(LocalName ?? Name);

    public static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
