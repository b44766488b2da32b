using Mnist.Digits;

namespace Mnist.Batch.Jobs;

/// <summary>A reader of digits and its version. Thread-safe.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Version">Its version.</param>
internal sealed record LoadedReader(DigitReader Reader, ReaderVersion Version)
{
    /// <summary>Loads a model.</summary>
    /// <param name="path">The zip; null for the model in the package.</param>
    /// <exception cref="IOException">The file does not exist, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">The file is not a classifier of digits.</exception>
    public static LoadedReader Load(string? path)
    {
        var zip = path is null ? ReadPretrained() : File.ReadAllBytes(path);
        using var stream = new MemoryStream(zip);
        return new(DigitReader.Load(stream), ReaderVersion.Of(zip));
    }

    private static byte[] ReadPretrained()
    {
        var assembly = typeof(DigitReader).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".zip", StringComparison.Ordinal));
        using var resource = assembly.GetManifestResourceStream(name)!;
        using var zip = new MemoryStream();
        resource.CopyTo(zip);
        return zip.ToArray();
    }
}
