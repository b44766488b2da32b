namespace DenseNetworks.IO;

/// <summary>Reads what a stream holds into memory, up to a limit.</summary>
internal static class CappedContent
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>
    /// Reads from where the stream stands to its end. Memory grows with the bytes that really come, and no more than one
    /// byte above the limit is asked for, so that a stream without an end does no harm.
    /// </summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="start">What the content has to start with: without it, no more than that many bytes are read.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <returns>The content, or null if there are more bytes than the limit.</returns>
    /// <exception cref="InvalidDataException">The content starts otherwise.</exception>
    public static ReadOnlyMemory<byte>? Read(Stream stream, ReadOnlySpan<byte> start, int limit)
    {
        var buffer = new byte[start.Length];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (!buffer.AsSpan(0, count).SequenceEqual(start))
        {
            throw new InvalidDataException(count == 0
                ? "It is empty. Copy or save it again."
                : "It is not a zip file: it does not start as one. Give the zip that was saved, and no other file.");
        }

        // One byte more than is left, so that the end is seen without the buffer growing.
        var left = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (left > limit - count)
        {
            return null;
        }

        Array.Resize(ref buffer, Math.Max(FirstBytes, count + (int)left + 1));
        while (stream.Read(buffer.AsSpan(count)) is > 0 and var read)
        {
            count += read;
            if (count > limit)
            {
                return null;
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(limit + 1L, 2L * count));
            }
        }

        return buffer.AsMemory(0, count);
    }
}
