using Microsoft.Win32.SafeHandles;

namespace DenseNetworks.IO;

/// <summary>Opens files for reading, and says what is wrong where the system's own words mislead.</summary>
internal static class ReadableFile
{
    // Others may replace a file meanwhile, as AtomicFile does, on Windows only so; what was opened stays what it is.
    private const FileShare Share = FileShare.Read | FileShare.Delete;

    /// <summary>Opens a file as a stream.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">It is a folder, a pipe or a device, or the disk refuses.</exception>
    public static FileStream Open(string path) =>
        Open(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, Share));

    /// <summary>Opens a file to be read at any place.</summary>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public static SafeFileHandle OpenHandle(string path) => Open(path, () => File.OpenHandle(path, share: Share));

    private static T Open<T>(string path, Func<T> open)
    {
        var name = Printable.Path(path);
        if (Directory.Exists(path))
        {
            // The system says that access is denied, as if rights were missing.
            throw new IOException($"Cannot read the file '{name}': it is a folder. Name a file inside it.");
        }

        if (SpecialFile.Describe(path) is { } kind)
        {
            throw new IOException($"Cannot read the file '{name}': it is {kind}, and no file. Name a file, or hand over a stream of it.");
        }

        try
        {
            return open();
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(
                $"There is no file '{name}'. Check the name; a relative path starts at the current folder, " +
                $"'{Printable.Path(Environment.CurrentDirectory)}'.", path, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException($"There is no file '{name}': its folder does not exist. Check the name.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(
                $"Cannot read the file '{name}': this user may not. Ask for the right to read it.", e);
        }
    }
}
