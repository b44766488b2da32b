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
        if (!GzipHeader.IsGzip(file))
        {
            var plain = IdxHeader.Parse(path, file.AsSpan(0, Math.Min(file.Length, IdxHeader.Length(rank))), file.Length, rank);
            return new IdxArray(plain.Dimensions, file.AsMemory(IdxHeader.Length(rank)));
        }

        var member = new GzipMember(path, file);
        Span<byte> start = stackalloc byte[IdxHeader.Length(rank)];
        // The two claims about the length, the header's and the trailer's, must agree before memory is spent on either.
        var header = IdxHeader.Parse(path, start[..member.ReadStart(start)], member.ContentLength, rank);
        return new IdxArray(header.Dimensions, member.Decompress().AsMemory(IdxHeader.Length(rank)));
    }

    private static byte[] ReadFile(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw InvalidFile.Idx(path, 0, $"a file of {length} bytes", $"at most {Array.MaxLength}");
    }
}
