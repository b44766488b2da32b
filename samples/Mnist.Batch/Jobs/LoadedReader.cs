using Mnist.Digits;

namespace Mnist.Batch.Jobs;

/// <summary>A reader of digits, and which one it is. Safe for use from many threads at once.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Version">Which one.</param>
internal sealed record LoadedReader(DigitReader Reader, ReaderVersion Version)
{
    /// <summary>Loads a model.</summary>
    /// <param name="path">The zip; null for the model in the package.</param>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">The file is no classifier of digits.</exception>
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
