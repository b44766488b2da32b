using DenseNetworks.IO;

namespace Mnist.Cli.Commands;

/// <summary>The output file of a command: tested before the work, and written after it.</summary>
internal static class OutputFile
{
    // A link may lead to itself; Linux stops after as many.
    private const int MostLinks = 40;

    /// <summary>Tests whether a file can be written, before the work.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">The approximate number of bytes, if known.</param>
    /// <param name="inputs">Files that are read, and must not be overwritten.</param>
    /// <exception cref="CommandFailedException">It is one of the inputs.</exception>
    /// <exception cref="IOException">It cannot be written. The message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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

    /// <summary>Saves the result of long work in a file or, if that fails after all, in another place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="save">Saves it.</param>
    /// <exception cref="CommandFailedException">It was saved in another place. The message says where, and why.</exception>
    public static void Save(string path, Action<string> save)
    {
        try
        {
            save(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var place = Shelters(path)
                .FirstOrDefault(shelter => TrySave(shelter, save)) ?? throw new CommandFailedException(e.Message, e);
            throw new CommandFailedException($"{e.Message} The result is in '{Printable.Path(place)}' instead.", e);
        }
    }

    // Beside the file, otherwise in the folder of temporary files.
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
