using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Reads the zip of a model, from anyone.</summary>
internal static class ModelFile
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>Reads the zip in a file, as <see cref="Read{T}"/> does. The complaint says what the file is not.</summary>
    public static T Load<T>(string path, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = ReadableFile.Open(path);
        return Read(stream, make, $"'{Printable.Path(path)}' {complaint}", limits);
    }

    /// <summary>Reads the zip in a stream, as <see cref="Read{T}"/> does. The complaint says what the stream is not.</summary>
    public static T Load<T>(Stream stream, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, make, $"The stream {complaint}", limits);
    }

    /// <summary>
    /// Reads a zip, from where the stream stands to its end, and makes something of it. Whatever goes wrong is the fault of the
    /// bytes. The error begins with the complaint: which file is not what.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, too many, or of something else.</exception>
    public static T Read<T>(Stream stream, Func<ZipContent, T> make, string complaint, ZipLimits? limits = null)
    {
        limits ??= ZipLimits.OfModels;
        try
        {
            var zip = ReadBytes(stream, "PK\u0003\u0004"u8, limits.MaxSize) ?? throw InvalidZip.TooLarge(FormattableString.Invariant(
                $"It has more than {limits.MaxSize:N0} bytes, the most that is read"));
            return Make(zip, make, limits);
        }
        catch (InvalidDataException e)
        {
            // What the message has of the file's own words is anyone's, and a log writes the messages of all that it came of.
            throw new InvalidDataException($"{complaint} {Printable.Of(e.Message, Printable.MessageLength / 2)}", Printable.Is(e) ? e : null);
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
            // All is in memory by now: whatever goes wrong is the fault of the bytes.
            throw new InvalidDataException($"It is damaged: {e.GetBaseException().Message} Copy or save it again.", e);
        }
    }

    /// <summary>
    /// Reads from where the stream stands to its end, or returns null if there are more bytes than a limit. Memory grows with the
    /// bytes that really come, and no more than one byte above the limit is asked for, so that a stream without an end does no harm.
    /// What does not start as it has to is not read on.
    /// </summary>
    private static ReadOnlyMemory<byte>? ReadBytes(Stream stream, ReadOnlySpan<byte> start, int limit)
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
