using DenseNetworks.IO.Zip;

namespace DenseNetworks.Models;

/// <summary>Reads the zip of a model, from anyone.</summary>
internal static class ModelFile
{
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
            var zip = ZipContent.ReadBytes(stream, limits);
            return Read(zip, make, limits);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{complaint} {e.Message}", e);
        }
    }

    private static T Read<T>(ReadOnlyMemory<byte> zip, Func<ZipContent, T> make, ZipLimits limits)
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
}
