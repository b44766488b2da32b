using DenseNetworks.IO;

namespace Mnist.Cli.Commands;

/// <summary>The file that a command is to write: tried before the work, and written after it.</summary>
internal static class OutputFile
{
    // A link may lead to itself; Linux too stops here.
    private const int MostLinks = 40;

    /// <summary>Tries whether a file can be written, before any work is done for it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">About how many bytes it will have, where that is known.</param>
    /// <param name="inputs">Files that are read for it, and must not be lost.</param>
    /// <exception cref="CommandFailedException">It is one of the inputs.</exception>
    /// <exception cref="IOException">It cannot be written. The message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Try(string path, long size = 0, params IEnumerable<string?> inputs)
    {
        if (inputs.Any(input => input is not null && IsSame(input, path)))
        {
            throw new CommandFailedException($"'{Printable.Path(path)}' is to be read and written. Name another file to write.")
            {
                ExitCode = ExitCode.Usage,
            };
        }

        AtomicFile.Try(path, size);
    }

    /// <summary>Saves what took long to make: where it was to go or, if that fails after all, somewhere else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="save">Saves it.</param>
    /// <exception cref="CommandFailedException">It is somewhere else. The message says where, and why.</exception>
    public static void Save(string path, Action<string> save)
    {
        try
        {
            save(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var place = Shelters(path).FirstOrDefault(shelter => TrySave(shelter, save)) ?? throw new CommandFailedException(e.Message, e);
            throw new CommandFailedException($"{e.Message} What was to be saved is in '{Printable.Path(place)}'.", e);
        }
    }

    // Beside the file, else where temporary files are.
    private static IEnumerable<string> Shelters(string path)
    {
        var full = Path.GetFullPath(path);
        var name = $"{Path.GetFileNameWithoutExtension(full)}-{Guid.NewGuid().ToString("N")[..8]}{Path.GetExtension(full)}";
        yield return Path.Join(Path.GetDirectoryName(full), name);
        yield return Path.Join(Path.GetTempPath(), name);
    }

    private static bool TrySave(string path, Action<string> save)
    {
        try
        {
            save(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Links to folders are followed on both sides, and a link to the file only where it is read: written is the link itself.
    private static bool IsSame(string input, string output)
    {
        var written = Path.GetFullPath(output);
        return string.Equals(
            FollowLinks(Path.GetFullPath(input)),
            Path.Join(FollowLinks(Path.GetDirectoryName(written)), Path.GetFileName(written)),
            OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    private static string? FollowLinks(string? path, int linkCount = 0)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
        {
            return path; // the root
        }

        var place = Path.Join(FollowLinks(folder, linkCount), Path.GetFileName(path));
        var isLink = new FileInfo(place).LinkTarget is not null;
        return isLink && linkCount < MostLinks
            ? FollowLinks(Path.GetFullPath(new FileInfo(place).LinkTarget!, Path.GetDirectoryName(place)!), linkCount + 1)
            : place;
    }
}
