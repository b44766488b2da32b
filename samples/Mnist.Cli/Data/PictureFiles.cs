using System.IO.Enumeration;

namespace Mnist.Cli.Data;

/// <summary>Finds the pictures of a name on the command line: a file, a folder, or a pattern.</summary>
internal static class PictureFiles
{
    /// <summary>The name of the standard input.</summary>
    public const string StandardInput = "-";

    private static readonly HashSet<string> Extensions =
        new([".png", ".jpg", ".jpeg", ".bmp", ".gif", ".pgm", ".ppm", ".pbm"], StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    /// <summary>
    /// Finds the pictures. A name that is neither a folder nor a pattern is returned, whether the file exists or not.
    /// </summary>
    /// <returns>The files, sorted by name; none if a folder has no pictures, or nothing matches a pattern.</returns>
    public static IReadOnlyList<string> Find(string name) =>
        Directory.Exists(name) ? InFolder(name)
        : File.Exists(name) || name.AsSpan().IndexOfAny('*', '?') < 0 ? [name]
        : [.. Fit(name).Order(StringComparer.Ordinal).SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path])];

    /// <summary>Explains why there is no file for a name.</summary>
    public static string None(string name) => Directory.Exists(name)
        ? $"The folder '{name}' has no PNG, JPEG, BMP, GIF, PGM, PPM or PBM, and none is in a folder inside it."
        : $"No file matches '{name}'.";

    private static List<string> InFolder(string folder) =>
        [.. ListBelow(folder, isFolder: false)
            .Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];

    // Links to folders are not followed: they may lead back, and two of them in ever more ways.
    private static FileSystemEnumerable<string> ListBelow(string folder, bool isFolder) =>
        new(folder, static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Below)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == isFolder,
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    // Not every shell expands patterns. Each part of the path may be one; ** is any number of folders.
    private static IEnumerable<string> Fit(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> found = [root];
        var parts = pattern[root.Length..].Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (part, isLast) in parts.Select((part, index) => (part, index == parts.Length - 1)))
        {
            found = found.SelectMany(folder => Step(folder, part, isLast)).ToList();
        }

        return found.Distinct();
    }

    private static IEnumerable<string> Step(string folder, string part, bool isLast)
    {
        var place = folder.Length == 0 ? "." : folder;
        if (part.AsSpan().IndexOfAny('*', '?') < 0)
        {
            var path = Path.Combine(folder, part);
            return Directory.Exists(path) || (isLast && File.Exists(path)) ? [path] : [];
        }

        if (!Directory.Exists(place))
        {
            return [];
        }

        var found = part == "**" ? [.. ListBelow(place, isFolder: true), place]
            : isLast ? Directory.EnumerateFileSystemEntries(place, part)
            : Directory.EnumerateDirectories(place, part);
        return folder.Length > 0 ? found : found.Select(path => path == "." ? "" : Path.GetRelativePath(".", path));
    }
}
