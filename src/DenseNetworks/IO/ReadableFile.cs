using Microsoft.Win32.SafeHandles;

namespace DenseNetworks.IO;

/// <summary>Opens files for reading, with clear messages where those of the system mislead.</summary>
internal static class ReadableFile
{
    // Others may replace the file while it is open, as AtomicFile does. Windows requires this mode for that.
    private const FileShare Share = FileShare.Read | FileShare.Delete;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, a pipe or a device, or an I/O error occurred.</exception>
    public static FileStream Open(string path) =>
        Open(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, Share));

    /// <summary>Opens a file for random access.</summary>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public static SafeFileHandle OpenHandle(string path) => Open(path, () => File.OpenHandle(path, share: Share));

    private static T Open<T>(string path, Func<T> open)
    {
        var name = Printable.Path(path);
        if (Directory.Exists(path))
        {
            // The system would report that access is denied.
            throw new IOException($"Cannot read the file '{name}': it is a folder. Name a file inside it.");
        }

        if (SpecialFile.Describe(path) is { } kind)
        {
            throw new IOException($"Cannot read the file '{name}': it is {kind}, not a file. Name a file, or pass a stream.");
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
                $"Cannot read the file '{name}': this user has no permission. Ask for permission to read it.", e);
        }
    }
}
