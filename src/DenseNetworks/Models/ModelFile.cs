using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Reads the zip of a model, which may come from an untrusted source.</summary>
internal static class ModelFile
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>
    /// Reads the zip in a file, as <see cref="Read{T}"/> does. The error says that the file <paramref name="complaint"/>.
    /// </summary>
    public static T Load<T>(string path, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = ReadableFile.Open(path);
        return Read(stream, make, $"'{Printable.Path(path)}' {complaint}", limits);
    }

    /// <summary>
    /// Reads the zip in a stream, as <see cref="Read{T}"/> does. The error says that the stream <paramref name="complaint"/>.
    /// </summary>
    public static T Load<T>(Stream stream, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, make, $"The stream {complaint}", limits);
    }

    /// <summary>
    /// Reads a zip from the current position of the stream to its end, and converts it. Every error is attributed to the bytes,
    /// and its message starts with the complaint.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or something else.</exception>
    public static T Read<T>(Stream stream, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        limits ??= ZipLimits.OfModels;
        try
        {
            var zip = ReadBytes(stream, "PK\u0003\u0004"u8, limits.MaxSize) ?? throw InvalidZip.TooLarge(
                FormattableString.Invariant($"It has more than {limits.MaxSize:N0} bytes, the most that is read"));
            return Make(zip, make, limits);
        }
        catch (InvalidDataException e)
        {
            // The message may contain text from the file, and logs include the messages of inner exceptions.
            throw new InvalidDataException(
                $"{complaint} {Printable.Of(e.Message, Printable.MessageLength / 2)}", Printable.Is(e) ? e : null);
        }
    }

    private static T Make<T>(ReadOnlyMemory<byte> zip, Func<ZipContent, T> make, ZipLimits limits)
    {
        try
        {
            return make(ZipContent.Open(zip, limits));
        }
        catch (Exception e) when (e is not (InvalidDataException or OutOfMemoryException))
        {
            // Everything is in memory, so every error comes from the bytes.
            throw new InvalidDataException($"It is damaged: {e.GetBaseException().Message} Copy or save it again.", e);
        }
    }

    /// <summary>
    /// Reads from the current position of the stream to its end, or returns null if there are more bytes than a limit. Memory
    /// grows with the bytes that arrive, and at most one byte beyond the limit is read, so that an endless stream does no harm.
    /// If the start is wrong, nothing more is read.
    /// </summary>
    private static ReadOnlyMemory<byte>? ReadBytes(Stream stream, ReadOnlySpan<byte> start, int limit)
    {
        var buffer = new byte[start.Length];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (!buffer.AsSpan(0, count).SequenceEqual(start))
        {
            throw new InvalidDataException(count == 0
                ? "It is empty. Copy or save it again."
                : "It is not a zip file. Use the zip that was saved.");
        }

        // One byte more, so that the end is detected without growing the buffer.
        var left = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (left > limit - count)
        {
            return null;
        }

        Grow(ref buffer, Math.Max(FirstBytes, count + (int)left + 1));
        while (stream.Read(buffer.AsSpan(count)) is > 0 and var read)
        {
            count += read;
            if (count > limit)
            {
                return null;
            }

            if (count == buffer.Length)
            {
                Grow(ref buffer, (int)Math.Min(limit + 1L, 2L * count));
            }
        }

        return buffer.AsMemory(0, count);
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        var larger = MemoryFault.Explain("The zip", length, () => new byte[length]);
        buffer.CopyTo(larger, 0);
        buffer = larger;
    }
}
