using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Reads the zip of a model, from anyone.</summary>
internal static class ModelFile
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>Reads the zip in a file, as <see cref="Read{T}"/> does.</summary>
    /// <param name="path">The file, which an error names.</param>
    /// <param name="make">Makes the result.</param>
    /// <param name="complaint">What an error says of the file: what it is not.</param>
    public static T Load<T>(string path, Func<ZipContent, T> make, string complaint)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = ReadableFile.Open(path);
        return Read(stream, make, $"'{path}' {complaint}");
    }

    /// <summary>Reads the zip in a stream, as <see cref="Read{T}"/> does.</summary>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="make">Makes the result.</param>
    /// <param name="complaint">What an error says of the stream: what it is not.</param>
    public static T Load<T>(Stream stream, Func<ZipContent, T> make, string complaint)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, make, $"The stream {complaint}");
    }

    /// <summary>Reads a zip and makes something of it.</summary>
    /// <param name="stream">A readable stream of the zip, read from where it stands to its end. It stays open.</param>
    /// <param name="make">Makes the result. Whatever it complains of is the fault of the bytes.</param>
    /// <param name="complaint">The sentence that an error begins with: which file is not what.</param>
    /// <param name="limits">What the zip may ask for; null for what models may.</param>
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
            throw new InvalidDataException($"{complaint} {e.Message}", e);
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
