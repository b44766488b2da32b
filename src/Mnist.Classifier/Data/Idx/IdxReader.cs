namespace Mnist.Classifier.Data.Idx;

/// <summary>Reads IDX files of unsigned bytes, plain or gzip (told apart by content, not by name).</summary>
internal static class IdxReader
{
    /// <summary>Reads a whole file, or throws; never a part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">How many dimensions it must have: 1 for labels, 3 for images.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The content is anything but one intact IDX array of unsigned bytes with that rank.
    /// </exception>
    public static IdxArray Read(string path, int rank)
    {
        var file = ReadFile(path);
        var headerLength = IdxHeader.Length(rank);
        if (!GzipHeader.IsGzip(file))
        {
            var plain = IdxHeader.Parse(path, file, rank);
            plain.RequireLength(path, file.Length);
            return new IdxArray(plain.Dimensions, file.AsMemory(headerLength));
        }

        var member = new GzipMember(path, file);
        Span<byte> start = stackalloc byte[headerLength];
        var header = IdxHeader.Parse(path, start[..member.ReadStart(start)], rank);
        member.RequireLength(header.ContentLength);
        return new IdxArray(header.Dimensions, member.Decompress().AsMemory(headerLength));
    }

    private static byte[] ReadFile(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw InvalidFile.Idx(path, 0, $"a file of {length} bytes", $"at most {Array.MaxLength}");
    }
}
